import { expect, test } from 'vitest'
import { findErratumReleases } from './erratum-releases.ts'

const KNOWN = [
  ...['Rocky Linux 8', 'Rocky Linux 9', 'CentOS 7', 'CentOS Stream 9', 'Red Hat Enterprise Linux 9', 'Oracle Linux 9'],
  ...['Alma Linux 9', 'Fedora 41', 'Debian 12', 'openSUSE Leap 15.6', 'Amazon Linux 2'],
  ...['SUSE Linux Enterprise Server 15 SP6', 'SUSE Linux Enterprise Desktop 15 SP6', 'SUSE Linux Enterprise Server 15'],
  ...['SUSE Linux Enterprise Server 12 SP5', 'SUSE Linux Enterprise Server 12', 'SUSE Linux Enterprise Micro 5.5'],
  ...['Own Linux 1'],
]
const EL9 = [...['Alma Linux 9', 'CentOS Stream 9', 'Oracle Linux 9', 'Red Hat Enterprise Linux 9', 'Rocky Linux 9']]

// name, products, releases of packages → releases
test.each<[string, string[], string[], string[]]>([
  ['ALAS2-2018-939', ['Amazon Linux 2', 'amazon-linux-2'], ['1.amzn2'], ['Amazon Linux 2']],
  ['ALAS2023-2023-001', [], [], ['Amazon Linux 2023']],
  ['ALAS2022-2021-001', ['amazon-linux-2022'], [], ['Amazon Linux 2022']],
  ['ALAS-2018-939', ['Amazon Linux'], [], ['Amazon Linux 1']],
  ['ALAS2DOCKER-2021-001', [], [], ['Amazon Linux 2']],
  ['ALAS2KERNEL-5.10-2022-001', [], [], ['Amazon Linux 2']],
  ['RLSA-2023:3820', ['Rocky Linux 9', 'rocky-linux-9-x86-64-appstream-rpms'], [], ['Rocky Linux 9']],
  ['RLSA-2023:3820', [], ['2.module+el8.9.0+1'], ['Rocky Linux 8']],
  ['RLSA-2023:3820', [], ['2.el8_9'], ['Rocky Linux 8']],
  ['ALSA-2023:7549', ['0', 'almalinux-9-for-x86_64-appstream-rpms__9_default'], ['1.el9'], ['Alma Linux 9']],
  ['ALBA-2023:7549', ['0'], ['1.el9'], ['Alma Linux 9']],
  ['ELSA-2024-1234', ['Oracle Linux 8', 'ol8_x86_64_baseos_latest'], ['1.0.1.el8'], ['Oracle Linux 8']],
  ['ELSA-2024-1234', ['ol9_x86_64_appstream'], [], ['Oracle Linux 9']],
  ['ELBA-2024-1234', [], ['1.el7'], ['Oracle Linux 7']],
  ['RHSA-2024:1234', ['rhel-8-for-x86_64-baseos-rpms__8_DOT_9'], ['1.el8_9'], ['Red Hat Enterprise Linux 8']],
  ['RHSA-2024:1234', ['rhel-9'], [], ['Red Hat Enterprise Linux 9']],
  [
    'RHSA-2010:1',
    ['Red Hat Enterprise Linux Server (v. 6 for 64-bit x86_64)', 'rhel-x86_64-server-6'],
    [],
    ['Red Hat Enterprise Linux 6'],
  ],
  ['RHBA-2024:1', ['0'], ['5.el9_4'], ['Red Hat Enterprise Linux 9']],
  ['CESA-2016:0301', ['CentOS 6', 'EL-6'], ['42.el6_7.4', '51.el7_2.4'], ['CentOS 6', 'CentOS 7']],
  ['FEDORA-2013-14429', ['Fedora 19', 'F19'], ['1.fc19'], ['Fedora 19']],
  ['FEDORA-2024-0123456789', ['Fedora Linux 41'], [], ['Fedora 41']],
  ['FEDORA-2024-0123456789', [], ['3.fc41'], ['Fedora 41']],
  ['FEDORA-EPEL-2024-0123456789', ['Fedora EPEL 9', 'EPEL-9'], ['1.el9'], EL9],
  ['FEDORA-EPEL-2024-0123456789', ['Fedora EPEL 7'], [], ['CentOS 7']],
  ['FEDORA-EPEL-2024-0123456789', [], ['1.el9'], EL9],
  ['FEDORA-EPEL-2024-0123456789', ['Fedora EPEL 10.1'], [], []],
  ['FEDORA-EPEL-NEXT-2024-01', ['Fedora EPEL 9 Next', 'EPEL-9N'], ['1.el9.next'], ['CentOS Stream 9']],
  ['MozillaFirefox-7', ['openSUSE 11.0'], [], ['openSUSE 11.0']],
  ['openSUSE-2024-1', ['openSUSE Leap 15.6 Update'], [], ['openSUSE Leap 15.6']],
  ['openSUSE-2016-1', ['openSUSE 42.1'], [], ['openSUSE Leap 42.1']],
  ['openSUSE-SLE-15.6-2024-2312', ['openSUSE-SLE 15.6'], [], ['openSUSE Leap 15.6']],
  ['openSUSE-2024-1', ['openSUSE Tumbleweed'], [], ['openSUSE Tumbleweed']],
  [
    'SUSE-SLE-Module-Basesystem-15-SP6-2024-2312',
    [],
    [],
    ['SUSE Linux Enterprise Desktop 15 SP6', 'SUSE Linux Enterprise Server 15 SP6'],
  ],
  ['SUSE-SLE-Product-SLES_SAP-15-SP1-LTSS-2024-1', [], [], ['SUSE Linux Enterprise Server 15 SP1']],
  ['SUSE-SLE-Module-Basesystem-15-2018-1', [], [], ['SUSE Linux Enterprise Server 15']],
  ['SUSE-SLE-SERVER-12-SP5-2024-1', [], [], ['SUSE Linux Enterprise Server 12 SP5']],
  [
    'SUSE-SLE-Module-Containers-12-2024-1',
    ['SLE-Module-Containers 12'],
    [],
    ['SUSE Linux Enterprise Server 12', 'SUSE Linux Enterprise Server 12 SP5'],
  ],
  ['SUSE-SLE-Micro-5.5-2024-1', [], [], ['SUSE Linux Enterprise Micro 5.5']],
  ['OWN-1', ['Own Linux 1'], ['1'], ['Own Linux 1']],
  ['OWN-1', ['Other Linux 1'], ['1.el9'], []],
  ['', [], [], []],
])('%s %j %j', (name, products, releases, expected) => {
  const packages = releases.map((release) => ({
    key: { type: 'rpm', category: '', name: 'a', epoch: '', version: '1', release, arch: 'noarch' } as const,
    module: '',
  }))
  expect(findErratumReleases({ name, products, packages }, KNOWN)).toEqual(expected)
})

test('hostile texts cost no time', () => {
  const texts = [
    'rhel-',
    'rhel-a-',
    'Red Hat Enterprise Linux ',
    'SLE ',
    'SLE-a-',
    'SUSE-SLE-Module-',
    'openSUSE-',
  ].map((text) => text.repeat(20_000))
  const start = performance.now()
  findErratumReleases({ name: 'x', products: texts, packages: [] }, KNOWN)
  expect(performance.now() - start).toBeLessThan(1000)
})
