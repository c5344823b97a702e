/** Seconds that an invocation of a worker may take which says nothing else. */
export const DEFAULT_WORKER_TIMEOUT = 60;
