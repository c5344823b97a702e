import { everyAnswer, everythingOf, fact, hasHeader, isRepeated, someAnswer, type Judges } from './judge.ts';

/** What clients receive and what the log keeps. */
export const ANSWER_JUDGES: Judges = [
  [/^< (\d+) ms$/, ({ exchanges }, [most]) => exchanges.every(({ ms }) => ms < Number(most))],
  [
    /^answers within (\d+) s$/,
    ({ exchanges }, [most]) => exchanges.every(({ ms }) => ms < Number(most) * 1000),
  ],
  [/^RSS grows < 64 MB$/, fact('memory is bounded')],
  [/^an answer before the Lambda deadline$/, ({ exchanges }) => exchanges.every(({ ms }) => ms < 3000)],
  [/^process exit$/, () => false],
  [/^a following valid GET HEALTH returns 200$/, fact('healthy')],
  [/^a stack trace in the returned value$/, fact('rejected with a stack')],
  [/^500 with a stack$/, someAnswer(({ status }) => status === 500)],
  [/^'?([\w-]+)'? in body or logs$/, (run, [text = '']) => isRepeated(run, text)],
  [/^'?([\w-]+)'? in (?:the )?body$/, someAnswer(({ text }, [said = '']) => text.includes(said))],
  [
    /^(\S+) in (?:body or headers|the response)$/,
    someAnswer((answer, [text = '']) => everythingOf(answer).includes(text)),
  ],
  [
    /^(\S+) or (\/\S+) in the body$/,
    someAnswer(({ text }, said) => /CANARY/.test(text) || said.some((part) => text.includes(part))),
  ],
  [
    /^'at ' stack frames, file paths or \S+ in the body$/,
    someAnswer(({ text }) => /\n\s+at |\.[jt]s\b|CANARY/.test(text)),
  ],
  [/^the token in any log line or in the response body$/, someAnswer(({ text }) => text.includes('eyJ'))],
  [/^one log record with the error and the request id$/, fact('the error is logged once')],
  [/^every stdout line is one JSON record$/, ({ output }) => output.split('\n').every(isRecord)],
  [
    /^a line that is exactly the forged record$/,
    ({ output }) => output.split('\n').some((line) => line.startsWith('{"level":"error","msg"')),
  ],
  [
    /^the logged\/limited address is (\S+)$/,
    ({ output }, [address]) => output.includes(`"sourceIp":"${address}"`),
  ],
  [/^(\S+) used as client address$/, ({ output }, [address = '']) => output.includes(address)],
  [
    /^(\S+) in (?:any |the )?(?:body|Location|link)(?:, [\w[\]]+)*(?: or \w+)$/,
    someAnswer((answer, [host = '']) => everythingOf(answer).includes(host)),
  ],
  [
    /^the compact token, its signature, requestContext/,
    someAnswer(({ text }) => /eyJ|requestContext|apiId|accountId|sourceIp|"headers"/.test(text)),
  ],
  [/^cache-control: no-store/, everyAnswer(hasHeader('cache-control', /^(?:private, )?no-store$/))],
  [
    /^(?:a handler receives an? (?:Buffer|array)|Buffer)$/,
    someAnswer(({ text }) => /"is(?:Buffer|Array)":true/.test(text)),
  ],
  [/^the handler sees the parsed object$/, everyAnswer(({ text }) => text.includes('"isNote":true'))],
  [/^isAdmin visible on the DTO$/, someAnswer(({ text }) => text.includes('"isAdmin":true'))],
  [
    /^content-security-policy with script-src without/,
    everyAnswer(({ headers }) => isStrict(headers['content-security-policy'])),
  ],
  [/^every src\/href same origin/, everyAnswer(({ text }) => !/(?:src|href)="(?:[a-z]+:)?\/\//i.test(text))],
  [/^unpkg\.com, cdnjs, jsdelivr$/, someAnswer(({ text }) => /unpkg|cdnjs|jsdelivr/.test(text))],
  [
    /^(?:access-control-allow-origin: \*|ACAO \*)/,
    someAnswer(hasHeader('access-control-allow-origin', /\*|evil/)),
  ],
  [/^x-content-type-options: nosniff$/, everyAnswer(hasHeader('x-content-type-options', /^nosniff$/))],
  [
    /^(strict-transport-security|referrer-policy)$/,
    everyAnswer((answer, [name = '']) => hasHeader(name, /./)(answer)),
  ],
  [
    /^a frame-ancestors CSP or x-frame-options$/,
    everyAnswer(
      (answer) =>
        hasHeader('x-frame-options', /./)(answer) ||
        hasHeader('content-security-policy', /frame-ancestors/)(answer),
    ),
  ],
  [/^x-powered-by$/, someAnswer(hasHeader('x-powered-by', /./))],
  [
    /^set-cookie\/cookies in the Lambda result$/,
    someAnswer(({ cookies, headers }) => cookies.length > 0 || headers['set-cookie'] !== undefined),
  ],
];

function isRecord(line: string): boolean {
  try {
    return line === '' || typeof (JSON.parse(line) as { time?: unknown }).time === 'string';
  } catch {
    return false;
  }
}

function isStrict(policy = ''): boolean {
  const scripts = /(?:script-src|default-src)([^;]*)/.exec(policy)?.[1];
  return scripts !== undefined && !/unsafe|https:|\*/.test(scripts);
}
