import type { Finding } from './run-probes.ts';

export type Verification = Readonly<{ findings: readonly Finding[]; region: string; date: string }>;

/** What no request from outside can tell. */
const BEYOND_REACH: readonly (readonly [fact: string, why: string])[] = [
  [
    'Whether an integration past its time is 503 or 504',
    'It takes a function that needs longer than the 30 s an HTTP API waits.',
  ],
  [
    'What a client is told when Lambda throttles the function',
    'It takes a function without concurrency left: a reserved concurrency of 0 would do.',
  ],
  ['Leeway for iat and nbf in the future', 'It takes a token of an issuer whose clock is ahead.'],
  ['Whether REST APIs take the key cookies in a response', 'This is an HTTP API.'],
  ['requestContext.path of payload 1.0 behind a custom domain', 'This API has payload 2.0.'],
  [
    'How much CPU a function has during INIT',
    'Its log tells: the INIT duration of REPORT lines, beside npm run bench.',
  ],
  [
    'Whether the compile cache is used in Lambda',
    'The log tells as well: compare the INIT duration with and without it.',
  ],
];

/** The page of what was found: every fact with its answer, where and when. */
export function renderVerified({ findings, region, date }: Verification): string {
  const answered = findings.filter((finding) => 'answer' in finding);
  const notAsked = findings.filter((finding) => 'notAsked' in finding);
  return `# What API Gateway answered

Written by \`npm run verify:aws\`. These are the questions about API Gateway that its documentation leaves open or
answers in two ways, asked of a deployment. What the local gateway assumes of them stands in its sources.

| Fact | Answer | Region | Date |
| --- | --- | --- | --- |
${answered.map(({ fact, answer }) => `| ${cell(fact)} | ${cell(answer)} | ${region} | ${date} |\n`).join('')}
## Not asked

| Fact | Why |
| --- | --- |
${[...notAsked.map(({ fact, notAsked: why }) => [fact, why] as const), ...BEYOND_REACH].map(([fact, why]) => `| ${cell(fact)} | ${cell(why)} |\n`).join('')}`;
}

/** Text of a cell: on one line, and nothing in it ends the cell or begins a tag. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').slice(0, 400);
}
