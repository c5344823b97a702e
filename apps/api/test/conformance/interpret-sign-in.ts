import { googleError, type GoogleScript } from '../../../../libs/identity/test/stub-google.ts';
import { lookUp, signedIn } from '../answer-as-google.ts';
import type { Answer } from '../read-answer.ts';
import { interceptHttps } from '../intercept-https.ts';
import type { Interpretation, Interpretations, Scene } from './interpretation.ts';
import { form, ROUTES } from './routes.ts';
import type { Target } from './run.ts';

const CREDENTIALS = { grant_type: 'password', username: 'sam@example.com', password: 'CANARY-PW' };

async function signIn(
  { run }: Scene,
  target: Target,
  sketch: Parameters<typeof run.ask>[1] = form(CREDENTIALS),
): Promise<Answer | undefined> {
  return run.ask(target, sketch, 'TOKEN');
}

/** Signs in once, with the identity provider saying this. */
function withGoogle(script: GoogleScript, sketch?: Parameters<typeof signIn>[2]): Interpretation {
  return async (scene) => {
    const target = await scene.run.start();
    target.google.answer(script);
    await signIn(scene, target, sketch);
  };
}

/** An administrator asks for the admin route while look-ups answer this. */
function withAccount(script: GoogleScript): Interpretation {
  return async ({ run, tokens }) => {
    const target = await run.start();
    target.google.answer(script);
    const headers = { authorization: `Bearer ${tokens.read('ADMIN')}` };
    await run.ask(target, { path: ROUTES['ADMIN'] ?? '', headers }, 'ADMIN');
  };
}

/** All of an answer that may not differ between two requests. */
function fingerprint(answer: Answer | undefined): string {
  const { date: _, ...headers } = answer?.headers ?? {};
  return JSON.stringify([answer?.status, headers, answer?.text]);
}

const withoutTokens = (text: string): string => text.replaceAll(/eyJ[\w.-]+/g, '');

/** The password flow, and accounts that are no longer good. */
export const SIGN_IN_INTERPRETATIONS: Interpretations = {
  'AC-107': withAccount(() =>
    lookUp({ localId: 'uid-admin', validSince: String(Math.floor(Date.now() / 1000) + 60) }),
  ),
  'AC-109': withAccount({ body: { kind: 'identitytoolkit#GetAccountInfoResponse' } }),

  'AC-119': async (scene) => {
    const https = interceptHttps(() => ({ body: signedIn() }));
    try {
      const target = await scene.run.start({ environment: { FIREBASE_AUTH_EMULATOR_HOST: undefined } });
      await signIn(scene, target);
      const isOne = https.asked.every((url) => url.startsWith('https://identitytoolkit.googleapis.com/'));
      scene.run.facts.set('one host over TLS', isOne && https.asked.length === 1 && scene.hosts.length === 0);
    } finally {
      https.restore();
    }
  },

  'AC-201': async (scene) => {
    const target = await scene.run.start();
    const answers: string[] = [];
    for (const message of ['EMAIL_NOT_FOUND', 'INVALID_PASSWORD']) {
      target.google.answer(googleError(message));
      answers.push(fingerprint(await signIn(scene, target)));
    }
    scene.run.facts.set('answers are identical', answers[0] === answers[1]);
    scene.run.facts.set(
      'upstream text is repeated',
      /EMAIL|INVALID_P/.test(answers.join() + scene.run.output),
    );
  },

  'AC-203': async (scene) => {
    const text = 'Access to this account has been temporarily disabled';
    await withGoogle(googleError(`TOO_MANY_ATTEMPTS_TRY_LATER : ${text}`))(scene);
    const isRepeated = scene.run.answers.some((answer) => /TOO_MANY|temporarily/.test(answer.text));
    scene.run.facts.set('upstream text is repeated', isRepeated);
  },

  'AC-205': withGoogle({ hang: true }),
  'AC-207': withGoogle({}, form('username=a&username=b&password=p')),
  'AC-209': withGoogle(
    {},
    {
      ...form({}),
      headers: { 'content-type': 'application/json' },
      body: { username: 'a', password: 'b' },
    },
  ),
  'AC-211': withGoogle({ body: signedIn() }, form('username=a&password=b')),
  'AC-213': withGoogle(
    { body: signedIn() },
    form({
      ...CREDENTIALS,
      tenantId: 'T2',
      idToken: 'x',
      localId: 'x',
      pendingIdToken: 'x',
      returnSecureToken: 'false',
      targetProjectId: 'evil-proj',
    }),
  ),
  'AC-215': withGoogle({ body: signedIn() }),
  'AC-217': withGoogle(
    {},
    { ...form(''), path: '/v1/auth/token?username=a@b.c&password=CANARY-PW', body: undefined },
  ),

  'AC-219': async (scene) => {
    const target = await scene.run.start();
    for (const password of ['p'.repeat(10_000), '']) {
      await signIn(scene, target, form({ ...CREDENTIALS, password }));
    }
  },

  'AC-221': async (scene) => {
    const https = interceptHttps(() => {
      throw new Error('GET https://example.com/?key=CANARY-KEY', { cause: CREDENTIALS });
    });
    try {
      const environment = { FIREBASE_AUTH_EMULATOR_HOST: undefined, FIREBASE_APP_API_KEY: 'CANARY-KEY' };
      await signIn(scene, await scene.run.start({ environment }));
    } finally {
      https.restore();
    }
  },

  'AC-223': async (scene) => {
    const target = await scene.run.start();
    target.google.answer(googleError('INVALID_PASSWORD'));
    for (let attempt = 0; attempt < Number(scene.given['repeat']); attempt += 1) await signIn(scene, target);
  },

  'AC-225': async (scene) => {
    const target = await scene.run.start();
    const { headers, ...rest } = form(CREDENTIALS);
    const authorization = `Bearer ${scene.tokens.read('ADMIN')}`;
    const answers = [
      await signIn(scene, target),
      await signIn(scene, target, { ...rest, headers: { ...headers, authorization } }),
    ];
    const [first, second] = answers.map((answer) => withoutTokens(fingerprint(answer)));
    scene.run.facts.set('answers are identical', first === second);
  },
};
