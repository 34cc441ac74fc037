"""Installed as /usr/lib/yum-plugins/patchman_client.py: yum 3 reports changes of packages, in the background.

It is on by /etc/yum/pluginconf.d/patchman_client.conf, and never makes yum fail. For Python 2.
"""

import os
import subprocess

from yum.plugins import TYPE_CORE

requires_api_version = "2.1"
plugin_type = (TYPE_CORE,)

HOOK = "/usr/lib/patchman-client/hooks/after-packages"


def posttrans_hook(conduit):
    # Another root is not this host
    if conduit.getConf().installroot != "/" or not os.access(HOOK, os.X_OK):
        return
    try:
        subprocess.call([HOOK])
    except OSError:
        conduit.info(2, "patchman-client: cannot start %s" % HOOK)
