import { resolve } from 'node:path';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { installPackages } from '../identity/install-packages.ts';
import { startIdentity } from '../identity/start-identity.ts';
import { createClosing } from '../start/closing.ts';
import { describeRequest } from '../terminal/describe-request.ts';
import { explainFailure } from '../terminal/explain-failure.ts';
import { describeCloud } from './describe-cloud.ts';
import { firebaseIdentity } from './identity/firebase-hosts.ts';
import { readCloudOptions, USAGE } from './read-cloud-options.ts';
import { startCloud } from './start-cloud.ts';

type Run = {
  /** The project. */
  root: string;
  args: readonly string[];
  shell: NodeJS.ProcessEnv;
  write(text: string): void;
};

/**
 * Runs the local AWS until a signal ends it.
 *
 * What a person has to do first is written as a sentence, and the process ends with code 1.
 */
export async function runCloud({ root, args, shell, write }: Run): Promise<void> {
  if (args.includes('--help')) return write(`${USAGE}\n`);
  const closing = createClosing();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void closing.close().finally(() => process.exit(0)));
  }
  const log = (line: string): void => write(`${line}\n`);
  try {
    const options = readCloudOptions(args, shell);
    await installPackages(log, shell);
    const identity = await startIdentity({ port: options.identityPort, projectId: options.projectId, log });
    closing.add(identity.close);
    const folder = resolve(root, options.folder);
    const cloud = await startCloud({
      folder,
      port: options.port,
      pagePort: options.pagePort,
      defaultRegion: options.region,
      stepMs: options.stepMs,
      minuteMs: options.minuteMs,
      parameters: options.parameters,
      identities: [firebaseIdentity(identity)],
      log,
      onRequest({ record }) {
        const reason = explainFailure(record) ?? record.rejection?.reason;
        const line = describeRequest(record);
        log(reason === undefined ? line : `${line}\n     ${reason.replaceAll('\n', '\n     ')}`);
      },
    });
    closing.add(cloud.close);
    const { url: identityUrl, projectId, users } = identity;
    write(
      describeCloud({ url: cloud.url, pageUrl: cloud.pageUrl ?? '', identityUrl, projectId, users, folder }),
    );
  } catch (error) {
    await closing.close();
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
