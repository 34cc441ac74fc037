/** What happened on a host between two reports. */
export type HostEventKind = 'installed' | 'removed' | 'upgraded' | 'downgraded' | 'kernel' | 'rebooted'
