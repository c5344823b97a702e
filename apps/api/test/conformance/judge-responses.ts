import {
  everyResponse,
  everythingOf,
  fact,
  hasHeader,
  isRepeated,
  someResponse,
  type Judges,
} from './judge.ts';

/** What clients receive and what the log keeps. */
export const RESPONSE_JUDGES: Judges = [
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
  [/^500 with a stack$/, someResponse(({ status }) => status === 500)],
  [/^'?([\w-]+)'? in body or logs$/, (run, [text = '']) => isRepeated(run, text)],
  [/^'?([\w-]+)'? in (?:the )?body$/, someResponse(({ text }, [said = '']) => text.includes(said))],
  [
    /^(\S+) in (?:body or headers|the response)$/,
    someResponse((response, [text = '']) => everythingOf(response).includes(text)),
  ],
  [
    /^(\S+) or (\/\S+) in the body$/,
    someResponse(({ text }, said) => /CANARY/.test(text) || said.some((part) => text.includes(part))),
  ],
  [
    /^'at ' stack frames, file paths or \S+ in the body$/,
    someResponse(({ text }) => /\n\s+at |\.[jt]s\b|CANARY/.test(text)),
  ],
  [/^the token in any log line or in the response body$/, someResponse(({ text }) => text.includes('eyJ'))],
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
    someResponse((response, [host = '']) => everythingOf(response).includes(host)),
  ],
  [
    /^the compact token, its signature, requestContext/,
    someResponse(({ text }) => /eyJ|requestContext|apiId|accountId|sourceIp|"headers"/.test(text)),
  ],
  [/^cache-control: no-store/, everyResponse(hasHeader('cache-control', /^(?:private, )?no-store$/))],
  [
    /^(?:a handler receives an? (?:Buffer|array)|Buffer)$/,
    someResponse(({ text }) => /"is(?:Buffer|Array)":true/.test(text)),
  ],
  [/^the handler sees the parsed object$/, everyResponse(({ text }) => text.includes('"isNote":true'))],
  [/^isAdmin visible on the DTO$/, someResponse(({ text }) => text.includes('"isAdmin":true'))],
  [
    /^content-security-policy with script-src without/,
    everyResponse(({ headers }) => isStrict(headers['content-security-policy'])),
  ],
  [
    /^every src\/href same origin/,
    everyResponse(({ text }) => !/(?:src|href)="(?:[a-z]+:)?\/\//i.test(text)),
  ],
  [/^unpkg\.com, cdnjs, jsdelivr$/, someResponse(({ text }) => /unpkg|cdnjs|jsdelivr/.test(text))],
  [
    /^(?:access-control-allow-origin: \*|ACAO \*)/,
    someResponse(hasHeader('access-control-allow-origin', /\*|evil/)),
  ],
  [/^x-content-type-options: nosniff$/, everyResponse(hasHeader('x-content-type-options', /^nosniff$/))],
  [
    /^(strict-transport-security|referrer-policy)$/,
    everyResponse((response, [name = '']) => hasHeader(name, /./)(response)),
  ],
  [
    /^a frame-ancestors CSP or x-frame-options$/,
    everyResponse(
      (response) =>
        hasHeader('x-frame-options', /./)(response) ||
        hasHeader('content-security-policy', /frame-ancestors/)(response),
    ),
  ],
  [/^x-powered-by$/, someResponse(hasHeader('x-powered-by', /./))],
  [
    /^set-cookie\/cookies in the Lambda result$/,
    someResponse(({ cookies, headers }) => cookies.length > 0 || headers['set-cookie'] !== undefined),
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
