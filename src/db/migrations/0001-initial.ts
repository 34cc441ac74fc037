import type { Ddl } from '../ddl.ts'

/** The first schema. Order: a table comes after those that it refers to. */
export function initial({ id, text, int, bytes, refersTo, clustered }: Ddl): string[] {
  return [
    `create table user_account (
      id ${id}, name ${text} not null unique, password_hash ${text} not null, role ${text} not null,
      created_at ${int} not null, last_login_at ${int} not null default 0, disabled_at ${int} not null default 0)`,
    `create table session (
      token_hash ${text} not null primary key, user_id ${int} not null references user_account(id) on delete cascade,
      csrf_token ${text} not null, created_at ${int} not null, expires_at ${int} not null)`,
    `create table login_failure (
      subject ${text} not null primary key, count ${int} not null, last_at ${int} not null)`,
    `create table api_key (
      id ${id}, name ${text} not null unique, prefix ${text} not null unique, hash ${text} not null unique,
      scope ${text} not null, created_at ${int} not null, last_used_at ${int} not null default 0,
      revoked_at ${int} not null default 0)`,

    `create table os_release (
      id ${id}, name ${text} not null unique, codename ${text} not null default '', cpe_name ${text} not null default '',
      distribution ${text} not null default '', release_key ${text} not null default '')`,
    `create table distro_release (
      distribution ${text} not null, series ${text} not null, version ${text} not null, title ${text} not null,
      released_at ${int} not null, ends_at ${int} not null, extended_at ${int} not null,
      primary key (distribution, series)) ${clustered}`,
    `create table os_variant (
      id ${id}, name ${text} not null, arch ${text} not null, codename ${text} not null default '',
      os_release_id ${int} not null references os_release(id), unique (name, arch))`,
    'create index os_variant_release on os_variant (os_release_id)',

    `create table package_name (id ${id}, name ${text} not null unique, host_count ${int} not null default 0)`,
    `create table package (
      id ${id}, name_id ${int} not null ${refersTo('package_name')}, type ${text} not null,
      category ${text} not null default '', epoch ${text} not null, version ${text} not null, release ${text} not null,
      arch ${text} not null, sort_key ${bytes} not null, source ${text} not null default '',
      source_version ${text} not null default '', host_count ${int} not null default 0,
      unique (name_id, type, sort_key, arch, version, release, epoch, category))`,

    `create table removal (name ${text} not null primary key, count ${int} not null) ${clustered}`,
    `create table vendor (id ${id}, name ${text} not null unique)`,
    `create table package_set (
      id ${id}, kind ${text} not null default 'packages', checksum ${text} not null, ready ${int} not null default 0,
      package_count ${int} not null default 0, reject_count ${int} not null default 0, created_at ${int} not null)`,
    'create index package_set_checksum on package_set (checksum, kind)',
    `create table package_set_entry (
      package_id ${int} not null references package(id), set_id ${int} not null,
      phased ${int} not null default 100, vendor_id ${int} not null default 0,
      primary key (package_id, set_id)) ${clustered}`,
    'create index package_set_entry_set on package_set_entry (set_id)',
    `create table set_reject (
      set_id ${int} not null, ordinal ${int} not null, section ${text} not null, position ${int} not null,
      text ${text} not null, reason ${text} not null, primary key (set_id, ordinal)) ${clustered}`,
    `create table set_obsolete (
      name_id ${int} not null references package_name(id), set_id ${int} not null, package_id ${int} not null,
      relation ${text} not null, version ${text} not null,
      primary key (name_id, set_id, package_id, relation, version)) ${clustered}`,
    'create index set_obsolete_set on set_obsolete (set_id)',
    `create table set_module (
      id ${id}, set_id ${int} not null, name ${text} not null, stream ${text} not null, version ${text} not null,
      context ${text} not null, arch ${text} not null, summary ${text} not null default '',
      requires ${text} not null default '[]', unique (set_id, name, stream, version, context, arch))`,
    `create table set_module_default (
      set_id ${int} not null, name ${text} not null, stream ${text} not null, primary key (set_id, name)) ${clustered}`,
    `create table set_module_package (
      set_module_id ${int} not null references set_module(id) on delete cascade,
      package_id ${int} not null references package(id), primary key (set_module_id, package_id)) ${clustered}`,
    'create index set_module_package_package on set_module_package (package_id)',

    `create table erratum (
      id ${id}, name ${text} not null unique, source ${text} not null, type ${text} not null, severity ${text} not null,
      title ${text} not null, description ${text} not null, issued_at ${int} not null, updated_at ${int} not null,
      checksum ${text} not null, asked_at ${int} not null default 0)`,
    `create table erratum_cve (
      erratum_id ${int} not null references erratum(id) on delete cascade, cve ${text} not null,
      primary key (erratum_id, cve)) ${clustered}`,
    'create index erratum_cve_cve on erratum_cve (cve)',
    `create table erratum_reference (
      erratum_id ${int} not null references erratum(id) on delete cascade, url ${text} not null, kind ${text} not null,
      title ${text} not null, primary key (erratum_id, url)) ${clustered}`,
    `create table erratum_release (
      erratum_id ${int} not null references erratum(id) on delete cascade,
      os_release_id ${int} not null references os_release(id) on delete cascade,
      primary key (erratum_id, os_release_id)) ${clustered}`,
    'create index erratum_release_release on erratum_release (os_release_id)',
    `create table set_erratum (
      set_id ${int} not null, erratum_id ${int} not null references erratum(id), security ${int} not null,
      retracted ${int} not null default 0, primary key (set_id, erratum_id)) ${clustered}`,
    'create index set_erratum_erratum on set_erratum (erratum_id)',
    `create table set_erratum_package (
      package_id ${int} not null references package(id), set_id ${int} not null,
      erratum_id ${int} not null references erratum(id), module ${text} not null,
      primary key (package_id, set_id, erratum_id, module)) ${clustered}`,
    'create index set_erratum_package_set on set_erratum_package (set_id, erratum_id)',

    `create table erratum_fix (
      set_id ${int} not null, ordinal ${int} not null, erratum_id ${int} not null references erratum(id),
      name_of ${text} not null, type ${text} not null, category ${text} not null, name ${text} not null,
      release ${text} not null, arches ${text} not null, module ${text} not null default '', pocket ${text} not null default '',
      state ${text} not null, note ${text} not null, fixed ${text} not null, fixed_key ${bytes} not null, ranges ${text} not null,
      primary key (set_id, ordinal)) ${clustered}`,
    'create index erratum_fix_name on erratum_fix (name, type)',
    'create index erratum_fix_erratum on erratum_fix (erratum_id)',
    `create table feed (
      id ${id}, name ${text} not null unique, source ${text} not null, title ${text} not null,
      yields ${text} not null,
      release ${text} not null, url ${text} not null, state ${text} not null default 'new',
      reason ${text} not null default '', failed_since ${int} not null default 0, fail_count ${int} not null default 0,
      retry_at ${int} not null default 0, checked_at ${int} not null default 0, confirmed_at ${int} not null default 0, changed_at ${int} not null default 0,
      etag ${text} not null default '', last_modified ${text} not null default '',
      fingerprint ${text} not null default '', item_count ${int} not null default 0, fix_count ${int} not null default 0,
      reject_count ${int} not null default 0, set_id ${int} references package_set(id),
      flagged_set_id ${int} references package_set(id))`,

    `create table repo (
      id ${id}, key ${text} not null unique, type ${text} not null, name ${text} not null, repo_id ${text} not null,
      arch ${text} not null, enabled ${int} not null default 1, security ${int} not null default 0,
      release_security ${int} not null default 0, auth_required ${int} not null default 0,
      muted ${int} not null default 0, created_at ${int} not null,
      origin ${text} not null default '', label ${text} not null default '', suite ${text} not null default '',
      codename ${text} not null default '', release_date ${int} not null default 0,
      valid_until ${int} not null default 0, not_automatic ${int} not null default 0,
      but_automatic_upgrades ${int} not null default 0)`,
    `create table repo_key (
      key ${text} not null primary key, repo_id ${int} not null references repo(id) on delete cascade) ${clustered}`,
    'create index repo_key_repo on repo_key (repo_id)',
    `create table os_release_repo (
      os_release_id ${int} not null references os_release(id) on delete cascade,
      repo_id ${int} not null references repo(id) on delete cascade, primary key (os_release_id, repo_id)) ${clustered}`,
    'create index os_release_repo_repo on os_release_repo (repo_id)',
    `create table mirror (
      id ${id}, repo_id ${int} not null references repo(id) on delete cascade, type ${text} not null,
      url ${text} not null,
      enabled ${int} not null default 1, refresh ${int} not null default 1, is_mirrorlist ${int} not null default 0,
      state ${text} not null default 'new', reason ${text} not null default '', failing_since ${int} not null default 0,
      fail_count ${int} not null default 0, last_access_ok ${int} not null default 0, checked_at ${int} not null default 0,
      confirmed_at ${int} not null default 0, changed_at ${int} not null default 0,
      published_at ${int} not null default 0, checksum ${text} not null default '',
      package_set_id ${int} references package_set(id), module_set_id ${int} references package_set(id),
      errata_set_id ${int} references package_set(id), from_mirror_id ${int}, index_url ${text} not null default '',
      etag ${text} not null default '', last_modified ${text} not null default '', unique (repo_id, url))`,
    'create index mirror_repo on mirror (repo_id)',
    'create index mirror_set on mirror (package_set_id)',
    'create index mirror_module_set on mirror (module_set_id)',
    'create index mirror_errata_set on mirror (errata_set_id)',
    'create index mirror_from on mirror (from_mirror_id)',

    `create table host (
      id ${id}, hostname ${text} not null unique, domain ${text} not null default '', ip ${text} not null default '',
      reverse_dns ${text} not null default '', check_dns ${int} not null default 0,
      host_repos_only ${int} not null default 1, kernel ${text} not null default '', arch ${text} not null default '',
      os_variant_id ${int} not null references os_variant(id), reboot ${text} not null default 'unknown',
      reboot_reason ${text} not null default '', boot_time ${int} not null default 0,
      machine_id ${text} not null default '', client_version ${text} not null default '',
      excludes ${text} not null default '[]', disabled_modules ${text} not null default '[]', repo_order ${text} not null default '[]',
      created_at ${int} not null, updated_at ${int} not null, last_report_at ${int} not null default 0,
      last_report_id ${int} not null default 0, packages_digest ${text} not null default '',
      repos_digest ${text} not null default '', modules_digest ${text} not null default '',
      updates_digest ${text} not null default '', finds_itself ${int} not null default 0, reported_facts ${text} not null default '{}',
      package_count ${int} not null default 0, security_count ${int} not null default 0,
      bugfix_count ${int} not null default 0, has_unknown ${int} not null default 0,
      updates_as_of ${int} not null default 0, updates_basis ${text} not null default '')`,
    'create index host_variant on host (os_variant_id)',
    'create index host_last_report on host (last_report_at)',
    'create index host_without_updates on host (id) where updates_as_of = 0',
    `create table host_tag (
      host_id ${int} not null references host(id) on delete cascade, tag ${text} not null,
      primary key (host_id, tag)) ${clustered}`,
    'create index host_tag_tag on host_tag (tag)',
    `create table host_package (
      host_id ${int} not null references host(id) on delete cascade,
      package_id ${int} not null ${refersTo('package')}, held ${int} not null default 0,
      vendor_id ${int} not null default 0, primary key (host_id, package_id)) ${clustered}`,
    'create index host_package_package on host_package (package_id, host_id)',
    'create index host_package_held on host_package (host_id, package_id) where held = 1',
    `create table host_repo (
      host_id ${int} not null references host(id) on delete cascade,
      repo_id ${int} not null references repo(id) on delete cascade, enabled ${int} not null default 1,
      priority ${int} not null, hotfix ${int} not null default 0,
      excludes ${text} not null default '[]', includes ${text} not null default '[]', primary key (host_id, repo_id)) ${clustered}`,
    'create index host_repo_repo on host_repo (repo_id)',
    `create table module (
      id ${id}, name ${text} not null, stream ${text} not null, version ${text} not null, context ${text} not null,
      arch ${text} not null, repo ${text} not null, unique (name, stream, version, context, arch, repo))`,
    `create table host_module (
      host_id ${int} not null references host(id) on delete cascade,
      module_id ${int} not null references module(id), packages ${text} not null default '[]',
      primary key (host_id, module_id)) ${clustered}`,
    'create index host_module_module on host_module (module_id)',
    `create table host_reported_update (
      host_id ${int} not null references host(id) on delete cascade, name ${text} not null, arch ${text} not null,
      version ${text} not null, repo ${text} not null, security ${int} not null,
      primary key (host_id, name, arch, version)) ${clustered}`,
    `create table host_event (
      id ${id}, host_id ${int} not null references host(id) on delete cascade, at ${int} not null,
      kind ${text} not null, name ${text} not null, arch ${text} not null, old ${text} not null, new ${text} not null)`,
    'create index host_event_host on host_event (host_id, at)',

    `create table package_update (
      id ${id}, installed_id ${int} not null references package(id), candidate_id ${int} not null references package(id),
      host_count ${int} not null default 0, security_host_count ${int} not null default 0,
      unique (installed_id, candidate_id))`,
    'create index package_update_candidate on package_update (candidate_id)',
    `create table host_update (
      host_id ${int} not null references host(id) on delete cascade,
      update_id ${int} not null ${refersTo('package_update')}, security ${int} not null, state ${text} not null,
      repo_id ${int} not null, reason ${text} not null default '', primary key (host_id, update_id)) ${clustered}`,
    'create index host_update_update on host_update (update_id, host_id)',

    `create table report_body (hash ${text} not null primary key, body ${bytes} not null)`,
    `create table report (
      id ${id}, hostname ${text} not null, ip ${text} not null, protocol ${int} not null, user_agent ${text} not null,
      os ${text} not null, arch ${text} not null, kernel ${text} not null, tags ${text} not null,
      received_at ${int} not null, state ${text} not null default 'pending', processed_at ${int} not null default 0,
      attempts ${int} not null default 0, retry_at ${int} not null default 0, error ${text} not null default '',
      duration_ms ${int} not null default 0, reject_count ${int} not null default 0,
      packages_digest ${text} not null default '', repos_digest ${text} not null default '',
      modules_digest ${text} not null default '', updates_digest ${text} not null default '',
      facts ${text} not null default '{}', body_hash ${text} references report_body(hash))`,
    'create index report_body_hash on report (body_hash)',
    `create index report_pending on report (id) where state = 'pending'`,
    'create index report_host on report (hostname, id)',
    'create index report_state on report (state, id)',
    `create table report_reject (
      report_id ${int} not null references report(id) on delete cascade, ordinal ${int} not null,
      section ${text} not null, position ${int} not null, text ${text} not null, reason ${text} not null,
      primary key (report_id, ordinal)) ${clustered}`,

    `create table cve (
      id ${id}, name ${text} not null unique, number ${int} not null, state ${text} not null default 'unknown',
      title ${text} not null default '', description ${text} not null default '',
      record_rank ${int} not null default 99, published_at ${int} not null default 0,
      modified_at ${int} not null default 0, severity ${text} not null default '',
      severity_from ${text} not null default '', vendor_severity ${text} not null default '',
      score ${int} not null default -1, epss ${int} not null default -1, epss_percentile ${int} not null default -1,
      exploited_at ${int} not null default 0, exploited_due ${int} not null default 0,
      ransomware ${int} not null default 0, exploited ${text} not null default '',
      urgency ${int} not null default 0, host_count ${int} not null default 0,
      reboot_count ${int} not null default 0, fix ${text} not null default '')`,
    'create index cve_number on cve (number)',
    'create index cve_urgency on cve (urgency)',
    'create index cve_published on cve (published_at)',
    'create index cve_on_hosts on cve (urgency, number, epss, fix) where host_count > 0',
    'create index cve_exploited on cve (exploited_at) where exploited_at > 0',
    `create table cve_source (
      cve_id ${int} not null references cve(id) on delete cascade, source ${text} not null, checksum ${text} not null,
      primary key (cve_id, source)) ${clustered}`,
    `create table cve_cvss (
      cve_id ${int} not null references cve(id) on delete cascade, source ${text} not null, said_by ${text} not null,
      vector ${text} not null, role ${text} not null, version ${text} not null, score ${int} not null,
      stated ${int} not null, severity ${text} not null, fault ${text} not null,
      primary key (cve_id, source, said_by, vector)) ${clustered}`,
    `create table cve_cwe (
      cve_id ${int} not null references cve(id) on delete cascade, cwe ${text} not null, source ${text} not null,
      primary key (cve_id, cwe, source)) ${clustered}`,
    'create index cve_cwe_cwe on cve_cwe (cwe)',
    `create table cve_reference (
      cve_id ${int} not null references cve(id) on delete cascade, url ${text} not null, kind ${text} not null,
      primary key (cve_id, url)) ${clustered}`,
    `create table cwe (
      name ${text} not null primary key, number ${int} not null, title ${text} not null, description ${text} not null,
      kind ${text} not null, status ${text} not null) ${clustered}`,
    `create table cve_fix (
      source ${text} not null, name ${text} not null, release ${text} not null, module ${text} not null default '',
      cve_id ${int} not null references cve(id) on delete cascade, name_of ${text} not null, type ${text} not null,
      distribution ${text} not null, state ${text} not null, fixed ${text} not null, fixed_key ${bytes} not null,
      note ${text} not null, severity ${text} not null, primary key (name, source, release, cve_id, module)) ${clustered}`,
    'create index cve_fix_cve on cve_fix (cve_id)',
    `create table cve_fix_package (
      source ${text} not null, name ${text} not null, checksum ${text} not null, distributions ${text} not null,
      primary key (source, name)) ${clustered}`,
    `create table package_cve (
      cve_id ${int} not null references cve(id) on delete cascade,
      package_id ${int} not null references package(id) on delete cascade,
      os_release_id ${int} not null references os_release(id) on delete cascade, state ${text} not null,
      fixed ${text} not null, primary key (cve_id, package_id, os_release_id)) ${clustered}`,
    'create index package_cve_package on package_cve (package_id, os_release_id)',
    `create table cve_package (
      package_id ${int} not null references package(id) on delete cascade,
      os_release_id ${int} not null references os_release(id) on delete cascade, source ${text} not null,
      stale ${int} not null default 1, primary key (package_id, os_release_id)) ${clustered}`,
    'create index cve_package_stale on cve_package (stale) where stale > 0',
    'create index cve_package_source on cve_package (source)',
    `create table cve_recount (
      cve_id ${int} not null primary key references cve(id) on delete cascade, asked ${int} not null) ${clustered}`,
    `create table cve_release (
      cve_id ${int} not null references cve(id) on delete cascade,
      os_release_id ${int} not null references os_release(id) on delete cascade,
      primary key (os_release_id, cve_id)) ${clustered}`,
    'create index cve_release_cve on cve_release (cve_id)',
    `create table host_kernel (
      host_id ${int} not null references host(id) on delete cascade,
      package_id ${int} not null references package(id) on delete cascade, role ${text} not null,
      primary key (host_id, package_id)) ${clustered}`,
    'create index host_kernel_package on host_kernel (package_id)',
    `create table solved_cve (
      name_id ${int} not null references package_name(id) on delete cascade,
      cve_id ${int} not null references cve(id) on delete cascade, primary key (name_id, cve_id)) ${clustered}`,
    'create index solved_cve_cve on solved_cve (cve_id)',
    `create table set_release (
      set_id ${int} not null, os_release_id ${int} not null references os_release(id) on delete cascade,
      primary key (set_id, os_release_id)) ${clustered}`,
    `create table cve_match_state (
      key ${text} not null primary key, value ${text} not null) ${clustered}`,
    `create table security_exception (
      id ${id}, kind ${text} not null, name ${text} not null, scope ${text} not null, reason ${text} not null,
      author ${text} not null, created_at ${int} not null, ends_at ${int} not null, ended_by ${text} not null default '',
      ended_at ${int} not null default 0)`,
    'create index security_exception_name on security_exception (name)',
    `create table security_exception_host (
      exception_id ${int} not null references security_exception(id) on delete cascade,
      host_id ${int} not null references host(id) on delete cascade, primary key (exception_id, host_id)) ${clustered}`,
    `create table security_exception_tag (
      exception_id ${int} not null references security_exception(id) on delete cascade, tag ${text} not null,
      primary key (exception_id, tag)) ${clustered}`,

    `create table job (
      id ${id}, kind ${text} not null, subject ${text} not null default '', options ${text} not null default '{}',
      state ${text} not null default 'queued', priority ${int} not null default 0, run_at ${int} not null,
      attempts ${int} not null default 0, max_attempts ${int} not null default 5, claimed_by ${text} not null default '',
      lease_until ${int} not null default 0, created_at ${int} not null, started_at ${int} not null default 0,
      finished_at ${int} not null default 0, error ${text} not null default '', result ${text} not null default '{}')`,
    `create unique index job_queued on job (kind, subject) where state = 'queued'`,
    'create index job_state on job (state, run_at)',
    `create table schedule_run (kind ${text} not null primary key, due_at ${int} not null)`,
    `create table fleet_day (
      day ${text} not null primary key, hosts ${int} not null, security_hosts ${int} not null,
      security_updates ${int} not null, bugfix_updates ${int} not null)`,
  ]
}
