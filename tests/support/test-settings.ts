/** Settings of a server or command line under test: no schedule, no keys, anyone reads, all in `folder`. */
export function testSettings(folder: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    PATCHMAN_DATA_DIR: folder,
    PATCHMAN_SCHEDULE: 'off',
    PATCHMAN_REQUIRE_API_KEY: 'false',
    PATCHMAN_ANONYMOUS_READ: 'true',
    PATCHMAN_ADMIN_PASSWORD: 'correct horse battery staple',
    ...more,
  }
}
