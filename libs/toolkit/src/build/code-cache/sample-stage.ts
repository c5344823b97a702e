/** Stage of every event; the API takes it off the path, as it must behind a named stage. */
export const STAGE = 'sample';
