import { isMainThread } from 'node:worker_threads'

/** For `node --import`: a report that holds this package ends the whole process when a worker opens it. */
const KILLER = 'kills-whoever-reads-it'

const parse = JSON.parse
JSON.parse = (text, reviver) => {
  if (!isMainThread && String(text).includes(`"${KILLER}"`)) process.kill(process.pid, 'SIGKILL')
  return parse(text, reviver)
}
