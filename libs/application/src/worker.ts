/** A function that no gateway calls, by Nest's dependency injection: an entry of its own, for it needs nothing that serves HTTP. */
export {
  createWorker,
  type EventHandler,
  type Worker,
  type WorkerHandler,
  type WorkerOptions,
} from './create-worker.ts';
export { LOG, METRICS } from './log.token.ts';
