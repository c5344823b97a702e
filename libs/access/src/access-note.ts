/** What was decided of a request, and why. */
export type AccessNote = Readonly<{
  decision: 'public' | 'allowed' | 'denied';
  /** Of a denial: stable, as in the lines that report it. */
  reason?: string;
}>;

// As with callers: nothing but the guards can say what they decided.
const NOTES = new WeakMap<object, AccessNote>();

/** Remembers what was decided of a request. Only the guards call this. */
export function noteAccess(request: object, note: AccessNote): void {
  NOTES.set(request, note);
}

/** What was decided of a request; `undefined` where no guard was asked, as where no route matched. */
export function accessNoteOf(request: object): AccessNote | undefined {
  return NOTES.get(request);
}

/** The identity provider did not say who the caller is: neither let in nor told off. */
export const IDENTITY_UNAVAILABLE: AccessNote = { decision: 'denied', reason: 'identity-unavailable' };
