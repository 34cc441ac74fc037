import type { App, ServerDeps } from './app.ts'

export function registerAccess(_app: App, _deps: ServerDeps): void {}
