export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in */
        get: operations["getSession"];
        put?: never;
        /** Log in */
        post: operations["logIn"];
        /** Log out */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change your password; your other sessions end */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The dashboard */
        get: operations["getSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What needs attention, the worst first */
        get: operations["listIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hosts, packages, repositories, OS releases and tags by name */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hosts */
        get: operations["listHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many hosts each value of each filter would leave */
        get: operations["listHostFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find updates of, or delete, many hosts: by name, or all that a filter leaves */
        post: operations["actOnHosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A host */
        get: operations["getHost"];
        put?: never;
        post?: never;
        /** Delete the host and what is known of it */
        delete: operations["deleteHost"];
        options?: never;
        head?: never;
        /** Change its settings or tags */
        patch: operations["changeHost"];
        trace?: never;
    };
    "/hosts/{hostname}/find-updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work out its updates again */
        post: operations["findHostUpdates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a package has the update that it has, or none */
        get: operations["explainUpdate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What its own package manager would install; held, phased and excluded ones too, replacements if asked for */
        get: operations["listHostUpdates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its packages, with their updates */
        get: operations["listHostPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its repositories, all on one page */
        get: operations["listHostRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its active module streams, all on one page, and the modules that it has disabled */
        get: operations["listHostModules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was installed, removed, upgraded, and when; newest first */
        get: operations["listHostEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its reports, newest first */
        get: operations["listHostReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages by name */
        get: operations["listPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Families and architectures with their numbers of package versions */
        get: operations["listPackageFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/packages/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A name with all its versions, newest first */
        get: operations["getPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/package-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Package versions */
        get: operations["listPackageVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/package-versions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A package version, with the repositories that offer it */
        get: operations["getPackageVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Updates that are pending on some host */
        get: operations["listUpdates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/updates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An update, with the repositories that offer it and why it is (not) a security update */
        get: operations["getUpdate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Repositories */
        get: operations["listRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many repositories each value of each filter would leave */
        get: operations["listRepositoryFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A repository with its mirrors */
        get: operations["getRepository"];
        put?: never;
        post?: never;
        /** Delete it and its mirrors; a host that still names it brings it back */
        delete: operations["deleteRepository"];
        options?: never;
        head?: never;
        /** Enable, disable, mark as security, mute */
        patch: operations["changeRepository"];
        trace?: never;
    };
    "/repositories/{id}/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it offers */
        get: operations["listRepositoryPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/repositories/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act on many repositories: by id, or all that a filter leaves */
        post: operations["actOnRepositories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirrors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mirrors of repositories */
        get: operations["listMirrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mirrors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mirror, with what could not be read of its index, and the mirrors that it gave or that are its equals */
        get: operations["getMirror"];
        put?: never;
        post?: never;
        /** Delete a mirror */
        delete: operations["deleteMirror"];
        options?: never;
        head?: never;
        /** Enable, refresh or not, another address */
        patch: operations["changeMirror"];
        trace?: never;
    };
    "/mirrors/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act on many mirrors; link: mirrors of one checksum into one repository */
        post: operations["actOnMirrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Module streams that repositories describe or hosts have active, by build */
        get: operations["listModules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A build of a module stream, with its packages and the repositories that describe it */
        get: operations["getModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Errata, the newest first */
        get: operations["listErrata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errata/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many errata each value of each filter would leave */
        get: operations["listErratumFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errata/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many hosts wait for each of these errata */
        get: operations["listErratumHosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errata/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An erratum: packages, CVEs, references, and how many hosts wait for it */
        get: operations["getErratum"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** CVEs, the most urgent first: exploited ones, then by EPSS, then by score */
        get: operations["listCves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cves/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many CVEs each value of each filter would leave */
        get: operations["listCveFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cves/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A CVE: what is known of it, which hosts have it, what fixes it, and what is not fixed and why */
        get: operations["getCve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/cves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** CVEs that the host has, by which of its packages, and whether a pending update ends them */
        get: operations["listHostCves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cwes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of weaknesses, those that most CVEs have first */
        get: operations["listCwes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cwes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A kind of weakness */
        get: operations["getCwe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pages of the web that errata (of one CVE: and it) refer to, each once */
        get: operations["listReferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** CVEs and errata that somebody accepts, for which hosts, why and until when; also past ones */
        get: operations["listExceptions"];
        put?: never;
        /** Accept a CVE or an erratum for some hosts, for hosts with some tag, or for all, until a time */
        post: operations["createException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exceptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an exception now; it stays in the list of past ones */
        delete: operations["endException"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to patch first: packages whose pending updates end the most urgent CVEs */
        get: operations["listPriority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts/{hostname}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to patch first on the host */
        get: operations["listHostPriority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What errata and CVEs are read from, how old it is, and what fails */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A feed, with what of it could not be used */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/os-releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** OS releases */
        get: operations["listOsReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/os-releases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An OS release with its variants and repositories */
        get: operations["getOsRelease"];
        put?: never;
        post?: never;
        /** Delete a release that no host runs */
        delete: operations["deleteOsRelease"];
        options?: never;
        head?: never;
        /** Change its names */
        patch: operations["changeOsRelease"];
        trace?: never;
    };
    "/os-releases/{id}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Link exactly these repositories to it */
        put: operations["setOsReleaseRepositories"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/os-variants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** OS variants, as hosts report them */
        get: operations["listOsVariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/os-variants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a variant that no host runs */
        delete: operations["deleteOsVariant"];
        options?: never;
        head?: never;
        /** Link a variant to another release */
        patch: operations["changeOsVariant"];
        trace?: never;
    };
    "/os-variants/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete all variants that no host runs */
        post: operations["actOnOsVariants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports, newest first */
        get: operations["listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report with its sections, and what of it could not be used */
        get: operations["getReport"];
        put?: never;
        post?: never;
        /** Delete a report; what is known of its host stays */
        delete: operations["deleteReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process it again */
        post: operations["processReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process again, or delete, many reports */
        post: operations["actOnReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Background work: waiting, running, done; newest first */
        get: operations["listJobs"];
        put?: never;
        /** Ask for background work; joins an equal job that waits already */
        post: operations["startJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, by name */
        get: operations["listUsers"];
        put?: never;
        /** Make a user; a password that is not given is generated, and shown only now */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a user */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /** Give a user another role, disable or enable */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Another password; the sessions of the user end */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys */
        get: operations["listApiKeys"];
        put?: never;
        /** Make an API key; it is shown only now */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Credentials: {
            username: string;
            password: string;
        };
        SessionUser: {
            name: string;
            /** @enum {unknown} */
            role: "viewer" | "editor" | "admin";
        };
        SessionStarted: {
            user: components["schemas"]["SessionUser"];
            csrf_token: string;
        };
        Session: {
            user: components["schemas"]["SessionUser"] | null;
            /** @description sent back as X-CSRF-Token with writes; '' without a session */
            csrf_token: string;
            anonymous_read: boolean;
            version: string;
        };
        PasswordChange: {
            old: string;
            new: string;
        };
        HostSummary: {
            id: number;
            hostname: string;
            domain: string;
            /** @enum {unknown} */
            state: "silent" | "security" | "bugfix" | "unknown" | "current";
            security_updates: number;
            bugfix_updates: number;
            /** @description some repository could not be read: the counts are a lower bound */
            has_unknown: boolean;
            os: {
                variant: string;
                variant_id: number;
                release: string;
                release_id: number;
            };
            kernel: string;
            arch: string;
            packages: number;
            reboot: {
                /** @enum {unknown} */
                state: "yes" | "no" | "unknown";
                reason: string;
            };
            /** Format: date-time */
            last_report_at: string | null;
            tags: string[];
            ip: string;
        };
        Update: {
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            arch: string;
            installed: string;
            installed_id: number;
            candidate: string;
            candidate_id: number;
            type: string;
            hosts: number;
            security_hosts: number;
            /** @description a security update on some host */
            security: boolean;
        };
        Repository: {
            id: number;
            name: string;
            /** @description how people name it */
            label: string;
            type: string;
            repo_id: string;
            arch: string;
            enabled: boolean;
            /** @description an administrator said so, or its Release file */
            security: boolean;
            security_reason: string;
            auth_required: boolean;
            muted: boolean;
            /** @enum {unknown} */
            state: "ok" | "failing" | "partly" | "host-only" | "new" | "disabled";
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            mirrors: number;
            packages: number;
            hosts: number;
            url: string;
            suite: string;
            codename: string;
            /** @description Label of its Release file */
            release_label: string;
            origin: string;
        };
        Job: {
            id: number;
            kind: string;
            subject: string;
            /** @enum {unknown} */
            state: "queued" | "running" | "done" | "partial" | "failed";
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
            duration_ms: number;
            attempts: number;
            error: string;
            result: {
                [key: string]: unknown;
            };
        };
        Summary: {
            hosts: {
                total: number;
                silent: number;
                security: number;
                bugfix: number;
                unknown: number;
                current: number;
            };
            updates: {
                security: number;
                bugfix: number;
            };
            reboot_needed: number;
            /** Format: date-time */
            newest_report_at: string | null;
            worst_hosts: components["schemas"]["HostSummary"][];
            /** @description security updates that help most hosts */
            widespread: components["schemas"]["Update"][];
            repositories_in_trouble: components["schemas"]["Repository"][];
            issue_kinds: number;
            running_jobs: components["schemas"]["Job"][];
            trend: {
                /** @description YYYY-MM-DD, UTC */
                day: string;
                hosts: number;
                security_hosts: number;
                security_updates: number;
                bugfix_updates: number;
            }[];
        };
        Issue: {
            title: string;
            kind: string;
            detail: string;
            /** @enum {unknown} */
            severity: "error" | "warning" | "info";
            count: number;
            /** @description page of the web interface that shows exactly these rows */
            href: string;
            sample: {
                label: string;
                href: string;
            }[];
        };
        SearchResult: {
            /** @enum {unknown} */
            kind: "host" | "package" | "repository" | "os-release" | "tag" | "module" | "erratum" | "cve";
            label: string;
            detail: string;
            href: string;
        };
        FacetValue: {
            value: string;
            label: string;
            count: number;
        };
        HostFacets: {
            state: components["schemas"]["FacetValue"][];
            tag: components["schemas"]["FacetValue"][];
            domain: components["schemas"]["FacetValue"][];
            os_release: components["schemas"]["FacetValue"][];
            os_variant: components["schemas"]["FacetValue"][];
            arch: components["schemas"]["FacetValue"][];
            reboot: components["schemas"]["FacetValue"][];
        };
        HostAction: {
            /** @enum {unknown} */
            action: "find-updates" | "delete";
            hostnames?: string[];
            /** @description the same as of the list; {} for every host */
            filter?: {
                /** @description silent, security, bugfix, unknown or current; several separated by commas, all but one by !value */
                state?: string;
                /** @description tag; several separated by commas, all but one by !value */
                tag?: string;
                /** @description domain; several separated by commas, all but one by !value */
                domain?: string;
                /** @description id of an OS release; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description id of an OS variant; several separated by commas, all but one by !value */
                os_variant?: string;
                /** @description machine architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description yes, no or unknown; several separated by commas, all but one by !value */
                reboot?: string;
                /** @description name of an installed package */
                package?: string;
                /** @description id of an installed package version */
                package_id?: string;
                /** @description name, name:stream or name:stream:version:context:arch of an active module */
                module?: string;
                /** @description name of an erratum that a pending update of it brings */
                erratum?: string;
                /** @description name of a CVE */
                cve?: string;
                /** @description with `cve`: affected (unless told), reboot, accepted, fixed, not-applicable, unknown; several by commas */
                cve_status?: string;
                /** @description id of a repository that the host uses */
                repository?: string;
                /** @description id of a pending update */
                update?: string;
                /** @description with `update`: where it is (not) a security update */
                update_security?: boolean;
                /** @description name of a package that a pending update of it brings */
                update_of?: string;
                /** @description uses some repository */
                has_repositories?: boolean;
                /** @description checks its DNS name, and the reverse name of its address is another one */
                dns_differs?: boolean;
                /** @description search */
                q?: string;
            };
        };
        ActionResult: {
            affected: number;
            /** @description the job that does the work */
            job_id?: number;
        };
        Host: {
            id: number;
            hostname: string;
            domain: string;
            /** @enum {unknown} */
            state: "silent" | "security" | "bugfix" | "unknown" | "current";
            security_updates: number;
            bugfix_updates: number;
            /** @description some repository could not be read: the counts are a lower bound */
            has_unknown: boolean;
            os: {
                variant: string;
                variant_id: number;
                release: string;
                release_id: number;
            };
            kernel: string;
            arch: string;
            packages: number;
            reboot: {
                /** @enum {unknown} */
                state: "yes" | "no" | "unknown";
                reason: string;
            };
            /** Format: date-time */
            last_report_at: string | null;
            tags: string[];
            ip: string;
            reverse_dns: string;
            check_dns: boolean;
            host_repos_only: boolean;
            client_version: string;
            /** Format: date-time */
            boot_time: string | null;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            updates_as_of: string | null;
            /** @description repositories that could not be read */
            unknown: string[];
            counts: {
                updates: number;
                replacements: number;
                packages: number;
                repositories: number;
                modules: number;
                reports: number;
                events: number;
            };
        };
        HostChange: {
            check_dns?: boolean;
            host_repos_only?: boolean;
            tags?: string[];
        };
        JobStarted: {
            job_id: number;
        };
        Explanation: {
            hostname: string;
            package: string;
            sentences: string[];
            unknown: {
                /** @description null: it is about the host */
                repository_id: number | null;
                name: string;
                reason: string;
            }[];
            lines: {
                /** @description of the package, with its category where there is one */
                name: string;
                arch: string;
                /** @description '' when it is not installed */
                installed: string;
                candidate: string;
                /** @enum {unknown} */
                state: "pending" | "held" | "phased" | "excluded" | "kept-back" | "replacement" | "none";
                security: boolean;
                /** @description the rule that decided, then what else matters */
                sentences: string[];
                /** @description the highest first */
                versions: {
                    version: string;
                    installed: boolean;
                    priority: number;
                    verdict: string;
                    repositories: {
                        id: number;
                        label: string;
                        priority: number;
                        security: boolean;
                        arch: string;
                        phased: number;
                    }[];
                }[];
            }[];
        };
        HostUpdate: {
            /** @description of the update, the same on every host */
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            /** @description as the host's own tool lists it: apt the installed package's architecture, the others the candidate's */
            arch: string;
            installed: string;
            installed_arch: string;
            /** @description name of the installed package where that is another one; '' otherwise */
            replaces: string;
            candidate: string;
            security: boolean;
            /** @enum {unknown} */
            state: "pending" | "held" | "phased" | "excluded" | "kept-back" | "replacement";
            repository: string;
            repository_id: number | null;
            /** @description that it brings, by name; security ones first */
            errata: string[];
            reason: string;
        };
        HostPackage: {
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            arch: string;
            version: string;
            held: boolean;
            update?: {
                candidate: string;
                security: boolean;
                /** @enum {unknown} */
                state: "pending" | "held" | "phased" | "excluded" | "kept-back" | "replacement";
                id: number;
            };
        };
        HostRepository: {
            id: number;
            name: string;
            /** @description how people name it */
            label: string;
            type: string;
            priority: number;
            enabled: boolean;
            security: boolean;
            state: string;
            reason: string;
            /** Format: date-time */
            confirmed_at: string | null;
        };
        HostModule: {
            /** @description name:stream:version:context:arch */
            id: string;
            name: string;
            stream: string;
            version: string;
            context: string;
            arch: string;
            /** @description the id that the host gives the repository */
            repository: string;
            /** @description some enabled repository describes this build */
            available: boolean;
            /** @description as the host reported them */
            packages: string[];
        };
        HostEvent: {
            id: number;
            /** Format: date-time */
            at: string | null;
            /** @enum {unknown} */
            kind: "installed" | "removed" | "upgraded" | "downgraded" | "kernel" | "rebooted";
            name: string;
            arch: string;
            old: string;
            new: string;
        };
        ReportSummary: {
            id: number;
            hostname: string;
            /** Format: date-time */
            received_at: string | null;
            ip: string;
            protocol: number;
            user_agent: string;
            os: string;
            kernel: string;
            arch: string;
            tags: string[];
            /** @enum {unknown} */
            state: "pending" | "processed" | "superseded" | "failed";
            /** Format: date-time */
            processed_at: string | null;
            error: string;
            duration_ms: number;
            rejects: number;
        };
        PackageSummary: {
            name: string;
            /** @description Gentoo's, separated by commas where several have the name; '' elsewhere */
            category: string;
            /** @description package families that have the name, separated by commas */
            type: string;
            versions: number;
            hosts: number;
            repositories: number;
        };
        PackageFacets: {
            type: components["schemas"]["FacetValue"][];
            arch: components["schemas"]["FacetValue"][];
        };
        PackageVersion: {
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            epoch: string;
            version: string;
            release: string;
            full_version: string;
            arch: string;
            type: string;
            source: string;
            hosts: number;
            repositories: number;
        };
        Package: {
            name: string;
            hosts: number;
            versions: components["schemas"]["PackageVersion"][];
        };
        Reference: {
            id: number;
            name: string;
        };
        PackageVersionDetail: {
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            epoch: string;
            version: string;
            release: string;
            full_version: string;
            arch: string;
            type: string;
            source: string;
            hosts: number;
            repositories: number;
            available_from: components["schemas"]["Reference"][];
        };
        UpdateDetail: {
            id: number;
            name: string;
            /** @description Gentoo's; '' elsewhere */
            category: string;
            arch: string;
            installed: string;
            installed_id: number;
            candidate: string;
            candidate_id: number;
            type: string;
            hosts: number;
            security_hosts: number;
            /** @description a security update on some host */
            security: boolean;
            /** @description that offer the candidate */
            repositories: components["schemas"]["Reference"][];
            reasons: {
                reason: string;
                hosts: number;
            }[];
        };
        RepositoryFacets: {
            state: components["schemas"]["FacetValue"][];
            type: components["schemas"]["FacetValue"][];
            arch: components["schemas"]["FacetValue"][];
        };
        MirrorPart: {
            /** @enum {unknown} */
            kind: "packages" | "modules" | "errata";
            count: number;
            /** @description items of its file that could not be used */
            rejects: number;
            checksum: string;
            /** Format: date-time */
            since: string | null;
        };
        MirrorReference: {
            id: number;
            url: string;
        };
        Mirror: {
            id: number;
            repository: components["schemas"]["Reference"];
            url: string;
            enabled: boolean;
            refresh: boolean;
            is_mirrorlist: boolean;
            /** @enum {unknown} */
            state: "new" | "ok" | "failing" | "host-only";
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            fail_count: number;
            last_access_ok: boolean;
            /** Format: date-time */
            checked_at: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            checksum: string;
            packages: number;
            /** @description what was read of it and is in force */
            parts: components["schemas"]["MirrorPart"][];
            /** @description the mirror list or metalink that gave it; null: a host or a person named it */
            from: components["schemas"]["MirrorReference"] | null;
            /** @description mirrors that it gave, where it is a mirror list */
            gave: number;
            rejects: number;
        };
        RepositoryDetail: {
            id: number;
            name: string;
            /** @description how people name it */
            label: string;
            type: string;
            repo_id: string;
            arch: string;
            enabled: boolean;
            /** @description an administrator said so, or its Release file */
            security: boolean;
            security_reason: string;
            auth_required: boolean;
            muted: boolean;
            /** @enum {unknown} */
            state: "ok" | "failing" | "partly" | "host-only" | "new" | "disabled";
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            mirrors: number;
            packages: number;
            hosts: number;
            url: string;
            suite: string;
            codename: string;
            /** @description Label of its Release file */
            release_label: string;
            origin: string;
            /** @description module streams that it describes */
            modules: number;
            /** @description errata that it lists */
            errata: number;
            mirror_list: components["schemas"]["Mirror"][];
            os_releases: components["schemas"]["Reference"][];
        };
        RepositoryChange: {
            enabled?: boolean;
            security?: boolean;
            muted?: boolean;
        };
        RepositoryAction: {
            /** @enum {unknown} */
            action: "enable" | "disable" | "mark-security" | "mark-non-security" | "mute" | "unmute" | "refresh" | "delete";
            ids?: number[];
            filter?: {
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description enabled */
                enabled?: boolean;
                /** @description security repositories */
                security?: boolean;
                /** @description muted */
                muted?: boolean;
                /** @description ok, failing, partly, host-only, new or disabled; several separated by commas, all but one by !value */
                state?: string;
                /** @description id of an OS release that it is linked to; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description name of a host that uses it */
                host?: string;
                /** @description id of a package version that it offers */
                package_id?: string;
                /** @description false: some mirror is not refreshed any more */
                mirrors_refreshed?: boolean;
                /** @description false: some mirror is disabled */
                mirrors_enabled?: boolean;
                /** @description has a mirror */
                has_mirrors?: boolean;
                /** @description used by some host */
                used_by_hosts?: boolean;
                /** @description used by some host or linked to an OS release */
                used?: boolean;
                /** @description search */
                q?: string;
            };
        };
        RejectItem: {
            section: string;
            position: number;
            text: string;
            reason: string;
        };
        MirrorDetail: {
            id: number;
            repository: components["schemas"]["Reference"];
            url: string;
            enabled: boolean;
            refresh: boolean;
            is_mirrorlist: boolean;
            /** @enum {unknown} */
            state: "new" | "ok" | "failing" | "host-only";
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            fail_count: number;
            last_access_ok: boolean;
            /** Format: date-time */
            checked_at: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            checksum: string;
            packages: number;
            /** @description what was read of it and is in force */
            parts: components["schemas"]["MirrorPart"][];
            /** @description the mirror list or metalink that gave it; null: a host or a person named it */
            from: components["schemas"]["MirrorReference"] | null;
            /** @description mirrors that it gave, where it is a mirror list */
            gave: number;
            rejects: number;
            reject_items: components["schemas"]["RejectItem"][];
            /** @description the mirrors that it gave */
            gave_list: components["schemas"]["Mirror"][];
            /** @description mirrors of other repositories with the same index */
            same_elsewhere: components["schemas"]["Mirror"][];
        };
        MirrorChange: {
            enabled?: boolean;
            refresh?: boolean;
            url?: string;
        };
        MirrorAction: {
            /** @enum {unknown} */
            action: "enable" | "disable" | "enable-refresh" | "disable-refresh" | "delete" | "link";
            ids?: number[];
            filter?: {
                /** @description id of its repository */
                repository?: string;
                /** @description checksum of its index */
                checksum?: string;
                /** @description new, ok, failing or host-only; several separated by commas, all but one by !value */
                state?: string;
                /** @description enabled */
                enabled?: boolean;
                /** @description refreshed */
                refresh?: boolean;
                /** @description a mirror list or metalink */
                is_mirrorlist?: boolean;
                /** @description id of the mirror list or metalink that gave it */
                from_mirror?: string;
                /** @description whose index is also that of a mirror of another repository */
                shared_checksum?: boolean;
                /** @description search */
                q?: string;
            };
            repository?: number;
        };
        Module: {
            /** @description name:stream:version:context:arch */
            id: string;
            name: string;
            stream: string;
            version: string;
            context: string;
            arch: string;
            summary: string;
            /** @description its stream is active where a host chose none */
            default: boolean;
            repositories: number;
            packages: number;
            hosts: number;
        };
        ModulePackage: {
            id: number;
            name: string;
            full_version: string;
            arch: string;
            hosts: number;
        };
        ModuleDetail: {
            /** @description name:stream:version:context:arch */
            id: string;
            name: string;
            stream: string;
            version: string;
            context: string;
            arch: string;
            summary: string;
            /** @description its stream is active where a host chose none */
            default: boolean;
            repositories: number;
            packages: number;
            hosts: number;
            available_from: components["schemas"]["Reference"][];
            /** @description what belongs to it; it need not be in the repository */
            package_list: components["schemas"]["ModulePackage"][];
        };
        Erratum: {
            title: string;
            id: number;
            name: string;
            /** @description `updateinfo`, or the feed that it is from */
            source: string;
            /** @description security, bugfix, enhancement, newpackage, … as its vendor says */
            type: string;
            /** @description as its vendor says, in lower case; '' where it says none */
            severity: string;
            /** Format: date-time */
            issued_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            packages: number;
            cves: number;
            references: number;
            os_releases: components["schemas"]["Reference"][];
        };
        ErratumFacets: {
            type: components["schemas"]["FacetValue"][];
            severity: components["schemas"]["FacetValue"][];
            source: components["schemas"]["FacetValue"][];
        };
        ErratumWaiting: {
            name: string;
            /** @description where a pending update brings it */
            waiting_hosts: number;
        };
        FixedPackage: {
            id: number;
            name: string;
            full_version: string;
            arch: string;
            /** @description name:stream; '' outside of modules */
            module: string;
            /** @description that have this very version */
            hosts: number;
        };
        ErratumFix: {
            /** @description with its category, where there are categories */
            package: string;
            /**
             * @description source: holds for all that is built of it
             * @enum {unknown}
             */
            of: "binary" | "source";
            distribution: string;
            /** @description as its vendor calls it; '' where there is but one */
            release: string;
            /** @description empty for all */
            arches: string[];
            /** @description name:stream; '' outside of modules */
            module: string;
            /** @description '' for everybody; esm-infra, esm-apps, … for hosts with that part of Ubuntu Pro */
            pocket: string;
            /** @enum {unknown} */
            state: "fixed" | "unfixed" | "not-affected" | "postponed" | "ignored" | "ended" | "undetermined";
            /** @description the version from which on all is right; '' where `versions` tell */
            fixed: string;
            /** @description in words, where one version does not tell */
            versions: string;
            note: string;
        };
        ErratumDetail: {
            title: string;
            id: number;
            name: string;
            /** @description `updateinfo`, or the feed that it is from */
            source: string;
            /** @description security, bugfix, enhancement, newpackage, … as its vendor says */
            type: string;
            /** @description as its vendor says, in lower case; '' where it says none */
            severity: string;
            /** Format: date-time */
            issued_at: string | null;
            /** Format: date-time */
            updated_at: string | null;
            packages: number;
            cves: number;
            references: number;
            os_releases: components["schemas"]["Reference"][];
            description: string;
            /** @description where a pending update brings it */
            waiting_hosts: number;
            /** @description of these, hosts for which somebody accepts that */
            accepted_hosts: number;
            cve_list: string[];
            reference_list: {
                title: string;
                url: string;
                kind: string;
            }[];
            package_list: components["schemas"]["FixedPackage"][];
            /** @description what it says of packages without naming builds */
            fix_list: components["schemas"]["ErratumFix"][];
            /** @description enabled repositories that list it */
            available_from: components["schemas"]["Reference"][];
        };
        CveHostCounts: {
            /** @description hosts that have it, without the following */
            affected: number;
            /** @description hosts whose running kernel has it, and the one that is started next has not */
            reboot: number;
            /** @description hosts that have it, where somebody accepts that */
            accepted: number;
        };
        Cve: {
            /** @description or the beginning of its description */
            title: string;
            id: number;
            name: string;
            /**
             * @description unknown: no record of it was read
             * @enum {unknown}
             */
            state: "unknown" | "published" | "rejected";
            /** @description critical, high, medium, low, none; '' where nobody says */
            severity: string;
            /** @description whose word that is: vendor, cna, adp, nvd, other */
            severity_from: string;
            /** @description CVSS, 0 to 10, of the source that is believed most */
            score: number | null;
            /** @description how likely it is exploited in the next 30 days, 0 to 1 */
            epss: number | null;
            /** @description share of all CVEs that are no likelier, 0 to 1 */
            epss_percentile: number | null;
            /**
             * Format: date-time
             * @description known to be exploited (CISA) since; null where it is not
             */
            exploited_since: string | null;
            /** Format: date-time */
            published_at: string | null;
            /** Format: date-time */
            modified_at: string | null;
            errata: number;
            cwes: string[];
            hosts: components["schemas"]["CveHostCounts"];
            /**
             * @description of what hosts have; '' where no host has it
             * @enum {unknown}
             */
            fix: "available" | "partly" | "none" | "";
        };
        CveFacets: {
            severity: components["schemas"]["FacetValue"][];
            state: components["schemas"]["FacetValue"][];
        };
        CvePackage: {
            id: number;
            name: string;
            full_version: string;
            arch: string;
            os_release: components["schemas"]["Reference"];
            /** @enum {unknown} */
            state: "fixable" | "unfixed" | "postponed" | "ignored" | "ended" | "undetermined";
            /** @description of it or of its source; '' where there is none */
            fixed: string;
            hosts: number;
            /** @description updates of hosts that end it, and the repositories that have them (null: hosts found it themselves) */
            offers: {
                /** @description of the package version */
                id: number;
                full_version: string;
                repository: components["schemas"]["Reference"] | null;
            }[];
        };
        CveFact: {
            /** @description who says it */
            source: string;
            /** @description that says it; '' where none does */
            erratum: string;
            distribution: string;
            /** @description as the source calls it; '' where a distribution has but one */
            release: string;
            /** @description of hosts for which it holds */
            os_releases: components["schemas"]["Reference"][];
            /** @enum {unknown} */
            of: "binary" | "source";
            package: string;
            /** @description '' for all */
            arch: string;
            /** @enum {unknown} */
            state: "fixed" | "unfixed" | "not-affected" | "postponed" | "ignored" | "ended" | "undetermined";
            /** @description the first version that is right; '' where there is none or no single one */
            fixed: string;
            /** @description why */
            note: string;
        };
        CveDetail: {
            /** @description or the beginning of its description */
            title: string;
            id: number;
            name: string;
            /**
             * @description unknown: no record of it was read
             * @enum {unknown}
             */
            state: "unknown" | "published" | "rejected";
            /** @description critical, high, medium, low, none; '' where nobody says */
            severity: string;
            /** @description whose word that is: vendor, cna, adp, nvd, other */
            severity_from: string;
            /** @description CVSS, 0 to 10, of the source that is believed most */
            score: number | null;
            /** @description how likely it is exploited in the next 30 days, 0 to 1 */
            epss: number | null;
            /** @description share of all CVEs that are no likelier, 0 to 1 */
            epss_percentile: number | null;
            /**
             * Format: date-time
             * @description known to be exploited (CISA) since; null where it is not
             */
            exploited_since: string | null;
            /** Format: date-time */
            published_at: string | null;
            /** Format: date-time */
            modified_at: string | null;
            errata: number;
            cwes: string[];
            hosts: components["schemas"]["CveHostCounts"];
            /**
             * @description of what hosts have; '' where no host has it
             * @enum {unknown}
             */
            fix: "available" | "partly" | "none" | "";
            description: string;
            /** @description CISA's entry; null where it is not known to be exploited */
            exploited: {
                title: string;
                vendor: string;
                product: string;
                description: string;
                action: string;
                ransomware: boolean;
                /** Format: date-time */
                due_at: string | null;
            } | null;
            /** @description all hosts; each number is that of /hosts?cve=…&cve_status=… */
            host_status: {
                affected: number;
                reboot: number;
                accepted: number;
                fixed: number;
                "not-applicable": number;
                unknown: number;
            };
            score_list: {
                source: string;
                by: string;
                /** @enum {unknown} */
                role: "cna" | "adp" | "nvd" | "other";
                version: string;
                vector: string;
                /** @description computed from the vector */
                score: number | null;
                /** @description beside the vector */
                stated: number | null;
                severity: string;
                /** @description why it is no vector, or that another score is stated; '' otherwise */
                fault: string;
            }[];
            cwe_list: {
                title: string;
                name: string;
            }[];
            reference_list: {
                url: string;
                kind: string;
            }[];
            errata_list: {
                title: string;
                name: string;
                source: string;
                type: string;
                severity: string;
                /** Format: date-time */
                issued_at: string | null;
            }[];
            /** @description installed ones that have it, the most widespread first */
            package_list: components["schemas"]["CvePackage"][];
            /** @description what distributions say of it, package by package */
            fact_list: components["schemas"]["CveFact"][];
        };
        HostCve: {
            /** @description or the beginning of its description */
            title: string;
            id: number;
            name: string;
            /**
             * @description unknown: no record of it was read
             * @enum {unknown}
             */
            state: "unknown" | "published" | "rejected";
            /** @description critical, high, medium, low, none; '' where nobody says */
            severity: string;
            /** @description whose word that is: vendor, cna, adp, nvd, other */
            severity_from: string;
            /** @description CVSS, 0 to 10, of the source that is believed most */
            score: number | null;
            /** @description how likely it is exploited in the next 30 days, 0 to 1 */
            epss: number | null;
            /** @description share of all CVEs that are no likelier, 0 to 1 */
            epss_percentile: number | null;
            /**
             * Format: date-time
             * @description known to be exploited (CISA) since; null where it is not
             */
            exploited_since: string | null;
            /** Format: date-time */
            published_at: string | null;
            /** Format: date-time */
            modified_at: string | null;
            errata: number;
            cwes: string[];
            hosts: components["schemas"]["CveHostCounts"];
            /**
             * @description of what hosts have; '' where no host has it
             * @enum {unknown}
             */
            fix: "available" | "partly" | "none" | "";
            /** @description on this host */
            accepted: boolean;
            packages: {
                name: string;
                arch: string;
                installed: string;
                /** @enum {unknown} */
                state: "fixable" | "unfixed" | "postponed" | "ignored" | "ended" | "undetermined";
                fixed: string;
                /** @description a pending update brings a version that is right */
                brought: boolean;
                /** @description it is the kernel that runs, and the one that is started next is right */
                reboot: boolean;
                /** @description what its distribution says of it; '' where nothing */
                note: string;
            }[];
        };
        Cwe: {
            /** @description '' where its name was not read */
            title: string;
            name: string;
            description: string;
            /** @description weakness, category or view */
            kind: string;
            status: string;
            cves: number;
        };
        WebReference: {
            title: string;
            url: string;
            kind: string;
            errata: number;
            /** @description counted with the filter `cve` only */
            cves: number;
        };
        SecurityException: {
            id: number;
            /** @enum {unknown} */
            kind: "cve" | "erratum";
            name: string;
            /** @enum {unknown} */
            scope: "all" | "hosts" | "tags";
            hosts: string[];
            tags: string[];
            reason: string;
            author: string;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            ended_by: string;
            active: boolean;
        };
        NewException: {
            /** @enum {unknown} */
            kind: "cve" | "erratum";
            name: string;
            reason: string;
            /**
             * Format: date-time
             * @description it counts until then
             */
            ends_at: string;
            /** @description names; without hosts and tags: all hosts */
            hosts?: string[];
            tags?: string[];
        };
        PriorityItem: {
            package: string;
            /** @description 0 to 100: of the worst CVE that its pending updates bring a fix for */
            score: number;
            /** @description that get better */
            hosts: number;
            cves: number;
            /** @description of these, known to be exploited */
            exploited: number;
            worst: {
                name: string;
                severity: string;
                /** @description CVSS, 0 to 10, of the source that is believed most */
                score: number | null;
                /** @description 0 to 1 */
                epss: number | null;
                exploited: boolean;
                /** Format: date-time */
                published_at: string | null;
            };
            /** @description what each adds to the score */
            parts: {
                exploited: number;
                epss: number;
                severity: number;
                exposure: number;
                age: number;
            };
        };
        PriorityList: {
            items: components["schemas"]["PriorityItem"][];
            total: number;
            weights: {
                exploited: number;
                epss: number;
                severity: number;
                exposure: number;
                age: number;
            };
            formula: string;
        };
        Feed: {
            /** @description of the source */
            title: string;
            /** @description debian-dsa, alpine-v3.20-main, … */
            name: string;
            /** @description as the settings call it; job refresh-feeds takes it as its subject */
            source: string;
            /** @enum {unknown} */
            yields: "errata" | "cves" | "releases";
            /** @description the release that all of it is for; '' where it says that itself */
            release: string;
            url: string;
            /**
             * @description off: not read any more, by the settings
             * @enum {unknown}
             */
            state: "new" | "ok" | "failing" | "off";
            /** @description why it fails; what was in force stays */
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            fail_count: number;
            /**
             * Format: date-time
             * @description its server does not want to be asked before
             */
            retry_at: string | null;
            /** Format: date-time */
            checked_at: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            items: number;
            /** @description what its errata say of packages */
            fixes: number;
            /** @description items that could not be used */
            rejects: number;
        };
        FeedDetail: {
            /** @description of the source */
            title: string;
            /** @description debian-dsa, alpine-v3.20-main, … */
            name: string;
            /** @description as the settings call it; job refresh-feeds takes it as its subject */
            source: string;
            /** @enum {unknown} */
            yields: "errata" | "cves" | "releases";
            /** @description the release that all of it is for; '' where it says that itself */
            release: string;
            url: string;
            /**
             * @description off: not read any more, by the settings
             * @enum {unknown}
             */
            state: "new" | "ok" | "failing" | "off";
            /** @description why it fails; what was in force stays */
            reason: string;
            /** Format: date-time */
            failing_since: string | null;
            fail_count: number;
            /**
             * Format: date-time
             * @description its server does not want to be asked before
             */
            retry_at: string | null;
            /** Format: date-time */
            checked_at: string | null;
            /** Format: date-time */
            confirmed_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            items: number;
            /** @description what its errata say of packages */
            fixes: number;
            /** @description items that could not be used */
            rejects: number;
            reject_items: components["schemas"]["RejectItem"][];
        };
        OsRelease: {
            id: number;
            name: string;
            codename: string;
            cpe_name: string;
            variants: number;
            hosts: number;
            repositories: number;
            /** Format: date-time */
            released_at: string | null;
            /**
             * Format: date-time
             * @description the last day on which everybody gets its updates; null where nobody says
             */
            ends_at: string | null;
            /**
             * Format: date-time
             * @description the same for those who pay for more
             */
            extended_at: string | null;
        };
        OsVariant: {
            id: number;
            name: string;
            arch: string;
            codename: string;
            release: components["schemas"]["Reference"];
            hosts: number;
        };
        OsReleaseDetail: {
            id: number;
            name: string;
            codename: string;
            cpe_name: string;
            variants: number;
            hosts: number;
            repositories: number;
            /** Format: date-time */
            released_at: string | null;
            /**
             * Format: date-time
             * @description the last day on which everybody gets its updates; null where nobody says
             */
            ends_at: string | null;
            /**
             * Format: date-time
             * @description the same for those who pay for more
             */
            extended_at: string | null;
            variant_list: components["schemas"]["OsVariant"][];
            repository_list: components["schemas"]["Reference"][];
        };
        OsReleaseChange: {
            name?: string;
            codename?: string;
            cpe_name?: string;
        };
        OsReleaseRepositories: {
            ids: number[];
        };
        OsVariantChange: {
            release_id: number;
        };
        OsVariantAction: {
            /** @enum {unknown} */
            action: "delete-unused";
        };
        ReportDetail: {
            id: number;
            hostname: string;
            /** Format: date-time */
            received_at: string | null;
            ip: string;
            protocol: number;
            user_agent: string;
            os: string;
            kernel: string;
            arch: string;
            tags: string[];
            /** @enum {unknown} */
            state: "pending" | "processed" | "superseded" | "failed";
            /** Format: date-time */
            processed_at: string | null;
            error: string;
            duration_ms: number;
            rejects: number;
            /** @enum {unknown} */
            reboot: "yes" | "no" | "unknown";
            sections: {
                packages: {
                    name: string;
                    /** @description full */
                    version: string;
                    arch: string;
                    type: string;
                    held: boolean;
                }[] | null;
                repos: {
                    type: string;
                    name: string;
                    id: string;
                    priority: number;
                    urls: string[];
                }[] | null;
                modules: {
                    name: string;
                    stream: string;
                    version: string;
                    context: string;
                    arch: string;
                    repo: string;
                    packages: string[];
                }[] | null;
                security_updates: {
                    name: string;
                    version: string;
                    arch: string;
                    repo: string;
                }[];
                bugfix_updates: {
                    name: string;
                    version: string;
                    arch: string;
                    repo: string;
                }[];
            };
            reject_items: components["schemas"]["RejectItem"][];
        };
        ReportAction: {
            /** @enum {unknown} */
            action: "process" | "delete";
            ids: number[];
        };
        NewJob: {
            /** @enum {unknown} */
            kind: "process-reports" | "refresh-repos" | "refresh-feeds" | "find-updates" | "match-cves" | "dbcheck" | "dns-checks" | "clean-reports";
            subject?: string;
        };
        User: {
            id: number;
            name: string;
            /**
             * @description viewer reads, editor also changes data, admin also manages users and keys
             * @enum {unknown}
             */
            role: "viewer" | "editor" | "admin";
            disabled: boolean;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            last_login_at: string | null;
        };
        NewUser: {
            /** @description without blanks and colons */
            name: string;
            /**
             * @description viewer reads, editor also changes data, admin also manages users and keys
             * @enum {unknown}
             */
            role: "viewer" | "editor" | "admin";
            password?: string;
        };
        CreatedUser: {
            id: number;
            name: string;
            /**
             * @description viewer reads, editor also changes data, admin also manages users and keys
             * @enum {unknown}
             */
            role: "viewer" | "editor" | "admin";
            disabled: boolean;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            last_login_at: string | null;
            /** @description where none was given: shown only now; else '' */
            generated_password: string;
        };
        UserChange: {
            /**
             * @description viewer reads, editor also changes data, admin also manages users and keys
             * @enum {unknown}
             */
            role?: "viewer" | "editor" | "admin";
            disabled?: boolean;
        };
        PasswordReset: {
            password?: string;
        };
        PasswordResetDone: {
            /** @description where none was given: shown only now; else '' */
            generated_password: string;
        };
        ApiKey: {
            id: number;
            name: string;
            prefix: string;
            /** @enum {unknown} */
            scope: "report" | "read" | "write";
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
        };
        NewApiKey: {
            name: string;
            /** @enum {unknown} */
            scope?: "report" | "read" | "write";
        };
        CreatedApiKey: {
            id: number;
            name: string;
            prefix: string;
            /** @enum {unknown} */
            scope: "report" | "read" | "write";
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /** @description the whole key: shown only now */
            key: string;
        };
        Problem: {
            title: string;
            /** @description stable; for programs */
            code: string;
            /** @description what happened and what to do; for people */
            detail: string;
            status: number;
            fields?: {
                [key: string]: string[];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStarted"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Issue"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SearchResult"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHosts: {
        parameters: {
            query?: {
                /** @description silent, security, bugfix, unknown or current; several separated by commas, all but one by !value */
                state?: string;
                /** @description tag; several separated by commas, all but one by !value */
                tag?: string;
                /** @description domain; several separated by commas, all but one by !value */
                domain?: string;
                /** @description id of an OS release; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description id of an OS variant; several separated by commas, all but one by !value */
                os_variant?: string;
                /** @description machine architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description yes, no or unknown; several separated by commas, all but one by !value */
                reboot?: string;
                /** @description name of an installed package */
                package?: string;
                /** @description id of an installed package version */
                package_id?: string;
                /** @description name, name:stream or name:stream:version:context:arch of an active module */
                module?: string;
                /** @description name of an erratum that a pending update of it brings */
                erratum?: string;
                /** @description name of a CVE */
                cve?: string;
                /** @description with `cve`: affected (unless told), reboot, accepted, fixed, not-applicable, unknown; several by commas */
                cve_status?: string;
                /** @description id of a repository that the host uses */
                repository?: string;
                /** @description id of a pending update */
                update?: string;
                /** @description with `update`: where it is (not) a security update */
                update_security?: boolean;
                /** @description name of a package that a pending update of it brings */
                update_of?: string;
                /** @description uses some repository */
                has_repositories?: boolean;
                /** @description checks its DNS name, and the reverse name of its address is another one */
                dns_differs?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "hostname" | "-hostname" | "security" | "-security" | "bugfix" | "-bugfix" | "os" | "-os" | "kernel" | "-kernel" | "packages" | "-packages" | "last_report" | "-last_report";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostSummary"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostFacets: {
        parameters: {
            query?: {
                /** @description silent, security, bugfix, unknown or current; several separated by commas, all but one by !value */
                state?: string;
                /** @description tag; several separated by commas, all but one by !value */
                tag?: string;
                /** @description domain; several separated by commas, all but one by !value */
                domain?: string;
                /** @description id of an OS release; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description id of an OS variant; several separated by commas, all but one by !value */
                os_variant?: string;
                /** @description machine architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description yes, no or unknown; several separated by commas, all but one by !value */
                reboot?: string;
                /** @description name of an installed package */
                package?: string;
                /** @description id of an installed package version */
                package_id?: string;
                /** @description name, name:stream or name:stream:version:context:arch of an active module */
                module?: string;
                /** @description name of an erratum that a pending update of it brings */
                erratum?: string;
                /** @description name of a CVE */
                cve?: string;
                /** @description with `cve`: affected (unless told), reboot, accepted, fixed, not-applicable, unknown; several by commas */
                cve_status?: string;
                /** @description id of a repository that the host uses */
                repository?: string;
                /** @description id of a pending update */
                update?: string;
                /** @description with `update`: where it is (not) a security update */
                update_security?: boolean;
                /** @description name of a package that a pending update of it brings */
                update_of?: string;
                /** @description uses some repository */
                has_repositories?: boolean;
                /** @description checks its DNS name, and the reverse name of its address is another one */
                dns_differs?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "hostname" | "-hostname" | "security" | "-security" | "bugfix" | "-bugfix" | "os" | "-os" | "kernel" | "-kernel" | "packages" | "-packages" | "last_report" | "-last_report";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostFacets"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnHosts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HostAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResult"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Host"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeHost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HostChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Host"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findHostUpdates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainUpdate: {
        parameters: {
            query: {
                package: string;
                /** @description only this architecture */
                arch?: string;
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostUpdates: {
        parameters: {
            query?: {
                /** @description pending, held, phased, excluded, kept-back; replacement, which is listed only when it is named; several separated by commas, all but one by !value */
                state?: string;
                /** @description only (non-)security updates */
                security?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "security" | "-security" | "state" | "-state";
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostUpdate"][];
                        total: number;
                        page: number;
                        per_page: number;
                        /** Format: date-time */
                        as_of: string | null;
                        /** @description repositories that could not be read */
                        unknown: string[];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostPackages: {
        parameters: {
            query?: {
                /** @description only packages with (without) an update */
                with_update?: boolean;
                /** @description false: only packages that no repository offers */
                available?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "arch" | "-arch";
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostPackage"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostRepositories: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostRepository"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostModules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostModule"][];
                        total: number;
                        page: number;
                        per_page: number;
                        /** @description names of modules that the host has disabled */
                        disabled: string[];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostEvents: {
        parameters: {
            query?: {
                /** @description kind of event; several separated by commas, all but one by !value */
                kind?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "at" | "-at";
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostEvent"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostReports: {
        parameters: {
            query?: {
                /** @description pending, processed, superseded or failed; several separated by commas, all but one by !value */
                state?: string;
                /** @description host name */
                host?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "received_at" | "-received_at" | "hostname" | "-hostname";
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportSummary"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackages: {
        parameters: {
            query?: {
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture of some version; several separated by commas, all but one by !value */
                arch?: string;
                /** @description installed on some host */
                installed?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "versions" | "-versions" | "hosts" | "-hosts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackageSummary"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackageFacets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageFacets"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Package"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackageVersions: {
        parameters: {
            query?: {
                /** @description exact name */
                name?: string;
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description installed on some host */
                installed?: boolean;
                /** @description offered by some enabled repository */
                available?: boolean;
                /** @description on no host and in no repository */
                orphaned?: boolean;
                /** @description id of a repository that offers it */
                repository?: string;
                /** @description name of an erratum that it fixes */
                erratum?: string;
                /** @description fixes some erratum */
                fixes_errata?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "version" | "-version" | "hosts" | "-hosts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackageVersion"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackageVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageVersionDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUpdates: {
        parameters: {
            query?: {
                /** @description a security update on some host, or on none */
                security?: boolean;
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description exact package name */
                name?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "hosts" | "-hosts" | "security_hosts" | "-security_hosts" | "name" | "-name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Update"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpdate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRepositories: {
        parameters: {
            query?: {
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description enabled */
                enabled?: boolean;
                /** @description security repositories */
                security?: boolean;
                /** @description muted */
                muted?: boolean;
                /** @description ok, failing, partly, host-only, new or disabled; several separated by commas, all but one by !value */
                state?: string;
                /** @description id of an OS release that it is linked to; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description name of a host that uses it */
                host?: string;
                /** @description id of a package version that it offers */
                package_id?: string;
                /** @description false: some mirror is not refreshed any more */
                mirrors_refreshed?: boolean;
                /** @description false: some mirror is disabled */
                mirrors_enabled?: boolean;
                /** @description has a mirror */
                has_mirrors?: boolean;
                /** @description used by some host */
                used_by_hosts?: boolean;
                /** @description used by some host or linked to an OS release */
                used?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "type" | "-type" | "hosts" | "-hosts" | "packages" | "-packages" | "state" | "-state" | "confirmed_at" | "-confirmed_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Repository"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRepositoryFacets: {
        parameters: {
            query?: {
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description enabled */
                enabled?: boolean;
                /** @description security repositories */
                security?: boolean;
                /** @description muted */
                muted?: boolean;
                /** @description ok, failing, partly, host-only, new or disabled; several separated by commas, all but one by !value */
                state?: string;
                /** @description id of an OS release that it is linked to; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description name of a host that uses it */
                host?: string;
                /** @description id of a package version that it offers */
                package_id?: string;
                /** @description false: some mirror is not refreshed any more */
                mirrors_refreshed?: boolean;
                /** @description false: some mirror is disabled */
                mirrors_enabled?: boolean;
                /** @description has a mirror */
                has_mirrors?: boolean;
                /** @description used by some host */
                used_by_hosts?: boolean;
                /** @description used by some host or linked to an OS release */
                used?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "type" | "-type" | "hosts" | "-hosts" | "packages" | "-packages" | "state" | "-state" | "confirmed_at" | "-confirmed_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryFacets"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRepository: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepositoryChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepositoryDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRepositoryPackages: {
        parameters: {
            query?: {
                /** @description deb, rpm, arch, gentoo or apk; several separated by commas, all but one by !value */
                type?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description installed on some host */
                installed?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "version" | "-version" | "hosts" | "-hosts";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PackageVersion"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnRepositories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepositoryAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResult"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMirrors: {
        parameters: {
            query?: {
                /** @description id of its repository */
                repository?: string;
                /** @description checksum of its index */
                checksum?: string;
                /** @description new, ok, failing or host-only; several separated by commas, all but one by !value */
                state?: string;
                /** @description enabled */
                enabled?: boolean;
                /** @description refreshed */
                refresh?: boolean;
                /** @description a mirror list or metalink */
                is_mirrorlist?: boolean;
                /** @description id of the mirror list or metalink that gave it */
                from_mirror?: string;
                /** @description whose index is also that of a mirror of another repository */
                shared_checksum?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "url" | "-url" | "packages" | "-packages" | "state" | "-state" | "checked_at" | "-checked_at" | "changed_at" | "-changed_at" | "checksum" | "-checksum";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mirror"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMirror: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirrorDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMirror: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMirror: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MirrorChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MirrorDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnMirrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MirrorAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResult"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModules: {
        parameters: {
            query?: {
                /** @description exact name */
                name?: string;
                /** @description exact stream */
                stream?: string;
                /** @description architecture; several separated by commas, all but one by !value */
                arch?: string;
                /** @description active on some host */
                installed?: boolean;
                /** @description described by some enabled repository */
                available?: boolean;
                /** @description id of a repository that describes it */
                repository?: string;
                /** @description name of a host where it is active */
                host?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "version" | "-version" | "packages" | "-packages" | "hosts" | "-hosts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Module"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErrata: {
        parameters: {
            query?: {
                /** @description security, bugfix, enhancement, …; several separated by commas, all but one by !value */
                type?: string;
                /** @description critical, important, …; several separated by commas, all but one by !value */
                severity?: string;
                /** @description updateinfo, or the source of a feed: debian, ubuntu, …; several separated by commas, all but one by !value */
                source?: string;
                /** @description names a version that is right */
                has_fix?: boolean;
                /** @description id of an OS release; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description exact name of a CVE */
                cve?: string;
                /** @description names some CVE */
                has_cves?: boolean;
                /** @description address of a page that it refers to */
                reference?: string;
                /** @description exact name of a package that it fixes */
                package?: string;
                /** @description id of a package version that fixes it */
                package_id?: string;
                /** @description id of a repository that lists it */
                repository?: string;
                /** @description name of a host where a pending update brings it */
                host?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "type" | "-type" | "issued_at" | "-issued_at" | "updated_at" | "-updated_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Erratum"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErratumFacets: {
        parameters: {
            query?: {
                /** @description security, bugfix, enhancement, …; several separated by commas, all but one by !value */
                type?: string;
                /** @description critical, important, …; several separated by commas, all but one by !value */
                severity?: string;
                /** @description updateinfo, or the source of a feed: debian, ubuntu, …; several separated by commas, all but one by !value */
                source?: string;
                /** @description names a version that is right */
                has_fix?: boolean;
                /** @description id of an OS release; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description exact name of a CVE */
                cve?: string;
                /** @description names some CVE */
                has_cves?: boolean;
                /** @description address of a page that it refers to */
                reference?: string;
                /** @description exact name of a package that it fixes */
                package?: string;
                /** @description id of a package version that fixes it */
                package_id?: string;
                /** @description id of a repository that lists it */
                repository?: string;
                /** @description name of a host where a pending update brings it */
                host?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "type" | "-type" | "issued_at" | "-issued_at" | "updated_at" | "-updated_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErratumFacets"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErratumHosts: {
        parameters: {
            query: {
                /** @description names of up to 500 errata, separated by commas */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ErratumWaiting"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getErratum: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErratumDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCves: {
        parameters: {
            query?: {
                /** @description critical, high, medium, low or none; several separated by commas, all but one by !value */
                severity?: string;
                /** @description published, rejected or unknown; several separated by commas, all but one by !value */
                state?: string;
                /** @description known to be exploited */
                exploited?: boolean;
                /** @description least EPSS */
                epss_min?: number;
                /** @description least CVSS score */
                score_min?: number;
                /** @description some host has it */
                affecting?: boolean;
                /** @description a version that is right exists for something that a host has */
                fix_available?: boolean;
                /** @description id of an OS release whose hosts have it; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description name of a host that has it */
                host?: string;
                /** @description name of an installed package that has it */
                package?: string;
                /** @description name of a package whose pending updates end it; without what is accepted for all hosts */
                ended_by?: string;
                /** @description name of an erratum that names it */
                erratum?: string;
                /** @description CWE-79, …; several separated by commas, all but one by !value */
                cwe?: string;
                /** @description somebody accepts it; with `host`: for that host */
                accepted?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "urgency" | "-urgency" | "name" | "-name" | "score" | "-score" | "epss" | "-epss" | "published_at" | "-published_at" | "modified_at" | "-modified_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cve"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCveFacets: {
        parameters: {
            query?: {
                /** @description critical, high, medium, low or none; several separated by commas, all but one by !value */
                severity?: string;
                /** @description published, rejected or unknown; several separated by commas, all but one by !value */
                state?: string;
                /** @description known to be exploited */
                exploited?: boolean;
                /** @description least EPSS */
                epss_min?: number;
                /** @description least CVSS score */
                score_min?: number;
                /** @description some host has it */
                affecting?: boolean;
                /** @description a version that is right exists for something that a host has */
                fix_available?: boolean;
                /** @description id of an OS release whose hosts have it; several separated by commas, all but one by !value */
                os_release?: string;
                /** @description name of a host that has it */
                host?: string;
                /** @description name of an installed package that has it */
                package?: string;
                /** @description name of a package whose pending updates end it; without what is accepted for all hosts */
                ended_by?: string;
                /** @description name of an erratum that names it */
                erratum?: string;
                /** @description CWE-79, …; several separated by commas, all but one by !value */
                cwe?: string;
                /** @description somebody accepts it; with `host`: for that host */
                accepted?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "urgency" | "-urgency" | "name" | "-name" | "score" | "-score" | "epss" | "-epss" | "published_at" | "-published_at" | "modified_at" | "-modified_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CveFacets"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CveDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostCves: {
        parameters: {
            query?: {
                /** @description critical, high, medium, low or none; several separated by commas, all but one by !value */
                severity?: string;
                /** @description known to be exploited */
                exploited?: boolean;
                /** @description least EPSS */
                epss_min?: number;
                /** @description name of an installed package that has it */
                package?: string;
                /** @description somebody accepts it for the host */
                accepted?: boolean;
                /** @description what ends it there: update (pending), reboot, not-offered, or none; several separated by commas, all but one by !value */
                end?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "urgency" | "-urgency" | "name" | "-name" | "score" | "-score" | "epss" | "-epss" | "published_at" | "-published_at" | "modified_at" | "-modified_at";
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HostCve"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCwes: {
        parameters: {
            query?: {
                /** @description weakness, category or view; several separated by commas, all but one by !value */
                kind?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "title" | "-title" | "cves" | "-cves";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cwe"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCwe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cwe"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReferences: {
        parameters: {
            query?: {
                /** @description bugzilla, cve, self, …; several separated by commas, all but one by !value */
                kind?: string;
                /** @description name of an erratum */
                erratum?: string;
                /** @description name of a CVE: its own references and those of its errata */
                cve?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "url" | "-url" | "kind" | "-kind" | "errata" | "-errata" | "cves" | "-cves";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebReference"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                /** @description cve or erratum; several separated by commas, all but one by !value */
                kind?: string;
                /** @description exact name; several separated by commas, all but one by !value */
                name?: string;
                /** @description all, hosts or tags; several separated by commas, all but one by !value */
                scope?: string;
                /** @description counts now */
                active?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "ends_at" | "-ends_at" | "author" | "-author";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SecurityException"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createException: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewException"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityException"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPriority: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityList"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostPriority: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                hostname: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityList"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFeeds: {
        parameters: {
            query?: {
                /** @description debian, nvd, …; several separated by commas, all but one by !value */
                source?: string;
                /** @description new, ok, failing or off; several separated by commas, all but one by !value */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Feed"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOsReleases: {
        parameters: {
            query?: {
                /** @description some host runs it */
                used?: boolean;
                /** @description has repositories of its own */
                has_repositories?: boolean;
                /** @description some host of it looks at its repositories, too */
                needs_repositories?: boolean;
                /** @description nobody but those who pay gets its updates any more */
                ended?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "variants" | "-variants" | "hosts" | "-hosts" | "repositories" | "-repositories" | "ends_at" | "-ends_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OsRelease"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOsRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OsReleaseDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOsRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOsRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OsReleaseChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OsReleaseDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setOsReleaseRepositories: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OsReleaseRepositories"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OsReleaseDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOsVariants: {
        parameters: {
            query?: {
                /** @description id of its release */
                release?: string;
                /** @description some host runs it */
                used?: boolean;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "name" | "-name" | "release" | "-release" | "hosts" | "-hosts";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OsVariant"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOsVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOsVariant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OsVariantChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OsVariant"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnOsVariants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OsVariantAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResult"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReports: {
        parameters: {
            query?: {
                /** @description pending, processed, superseded or failed; several separated by commas, all but one by !value */
                state?: string;
                /** @description host name */
                host?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "received_at" | "-received_at" | "hostname" | "-hostname";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportSummary"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    processReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportAction"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResult"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description queued, running, done, partial or failed; several separated by commas, all but one by !value */
                state?: string;
                /** @description kind of job; several separated by commas, all but one by !value */
                kind?: string;
                /** @description search: each word must occur */
                q?: string;
                page?: number;
                per_page?: number;
                sort?: "created_at" | "-created_at" | "kind" | "-kind";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        total: number;
                        page: number;
                        per_page: number;
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewJob"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordResetDone"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                    };
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a failure */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
