import { googleError, type GoogleScript } from '@lambda-nest/testing';
import { lookUp, signedIn } from '@lambda-nest/testing/api';

/** What the identity provider does, in words. */
export type GoogleReading = Readonly<{
  /** One after the other, request by request; the last one ever after. */
  inTurn: readonly GoogleScript[];
  /** Its texts, of which no caller may learn. */
  texts: readonly string[];
}>;

type Reader = (said: RegExpExecArray) => GoogleScript;

const now = (): number => Math.floor(Date.now() / 1000);

const ACCOUNT = 'uid-admin';

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/never (?:answers|replies|responds)|\bhangs?\b|time-?out/, () => ({ hang: true })],
  [/ECONNRE(?:FUSED|SET)|closes the connection/, () => ({ reset: true })],
  [/no users|deleted/, () => ({ body: { kind: 'identitytoolkit#GetAccountInfoResponse' } })],
  [
    /validSince = now([+-]\d+)?/,
    ([, offset = '0']) =>
      () =>
        lookUp({ localId: ACCOUNT, validSince: String(now() + Number(offset)) }),
  ],
  [/disabled ?(?:=|:)? ?true|disabled (?:user|account)/, () => lookUp({ localId: ACCOUNT, disabled: true })],
  [/another (?:user|account)/, () => lookUp({ localId: 'uid-other' })],
  [
    /\b(\d{3})? ?'?([A-Z][A-Z_]{4,}(?: : [^']*)?)'?/,
    ([, status = '400', message = '']) => googleError(message, Number(status)),
  ],
  [/not JSON|HTML/, () => ({ body: '<html>', headers: { 'content-type': 'text/html' } })],
  [/\b(5\d\d|4\d\d)\b/, ([, status]) => ({ status: Number(status), body: {} })],
  [/\b200\b/, () => ({ body: signedIn() })],
];

/** `undefined` when it is not understood. */
export function readGoogle(text: string): GoogleReading | undefined {
  const steps = text.split(/, then /).map(readStep);
  const texts = [...text.matchAll(/[A-Z][A-Z_]{4,}|(?<= : )[^']+/g)].map(([found]) => found.trim());
  return steps.every((step) => step !== undefined) ? { inTurn: steps, texts } : undefined;
}

function readStep(text: string): GoogleScript | undefined {
  for (const [pattern, read] of READERS) {
    const said = pattern.exec(text);
    if (said) return read(said);
  }
  return undefined;
}
