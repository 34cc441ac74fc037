import { expect, test } from 'vitest'
import { toSuseRelease } from './suse-release.ts'

test.each([
  // systems
  ['SUSE Linux Enterprise Server 15 SP5', 'sle-15.5'],
  ['SUSE Linux Enterprise Server 12', 'sle-12'],
  ['SUSE Linux Enterprise Server 16.0', 'sle-16.0'],
  ['SUSE Linux Enterprise Server for SAP Applications 15 SP6', 'sle-15.6'],
  ['SUSE Linux Enterprise High Performance Computing 15 SP4', 'sle-15.4'],
  ['SUSE Linux Enterprise Micro 5.5', 'micro-5.5'],
  ['SUSE Linux Micro 6.0', 'micro-6.0'],
  ['openSUSE Leap 15.6', 'leap-15.6'],
  ['openSUSE Tumbleweed', 'tumbleweed'],
  ['openSUSE 13.2', undefined],
  // products
  ['SUSE Linux Enterprise Module for Basesystem 15 SP5', 'sle-15.5'],
  ['SUSE Linux Enterprise Module for Web and Scripting 12', 'sle-12'],
  ['SUSE Linux Enterprise Module for Python 3 15 SP5', 'sle-15.5'],
  ['SUSE Linux Enterprise Server 15 SP3-LTSS', 'sle-15.3'],
  ['SUSE Linux Enterprise Server 11 SP1 LTSS', 'sle-11.1'],
  ['SUSE Linux Enterprise High Performance Computing 15 SP2-ESPOS', 'sle-15.2'],
  ['SUSE Linux Enterprise Live Patching 15 SP5', 'sle-15.5'],
  ['SUSE Linux Enterprise High Availability Extension 15 SP5', 'sle-15.5'],
  ['SUSE Package Hub 15 SP5', 'sle-15.5'],
  ['SUSE Linux Enterprise Micro for Rancher 5.4', 'micro-5.4'],
  // built apart
  ['SUSE Linux Enterprise Server 11 SP1 for Teradata', undefined],
  ['SUSE Linux Enterprise Server for Raspberry Pi 12 SP2', undefined],
  ['SUSE Linux Enterprise Storage 7', undefined],
  ['openSUSE Leap Micro 5.5', undefined],
  ['SUSE Manager Server 4.3', undefined],
  ['SUSE OpenStack Cloud 9', undefined],
  ['Debian 12', undefined],
  ['', undefined],
])('%s is of %s', (name, release) => {
  expect(toSuseRelease(name)).toBe(release)
})
