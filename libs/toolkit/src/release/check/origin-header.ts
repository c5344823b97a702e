/** As the function reads it: `ORIGIN_HEADER` of the gateway's library, which the function that checks versions does without. */
export const ORIGIN_HEADER = 'x-origin-secret';

/** The headers that go with each request to a stage, by the variables of its function. */
export function originHeaders(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { ORIGIN_SECRET: secret } = variables;
  return secret === undefined || secret === '' ? {} : { [ORIGIN_HEADER]: secret };
}
