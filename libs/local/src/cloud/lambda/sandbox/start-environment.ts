import { fileURLToPath } from 'node:url';
import { managedFlags } from '@lambda-nest/toolkit/managed-runtime';
import { roleAllows } from '../../iam/role-permissions.ts';
import type { IamRecords } from '../../iam/iam-records.ts';
import type { LogWriter } from '../../logs/log-writer.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Sessions } from '../../sts/sessions.ts';
import type { FunctionVersion } from '../function-records.ts';
import { isDelivered } from './application-line.ts';
import { sandboxEnvironment } from './sandbox-environment.ts';
import { createSandboxLog } from './sandbox-log.ts';
import { EMULATORS } from '../../../emulators.ts';
import type { StartEnvironment } from './environment.ts';
import { startSandbox } from './start-sandbox.ts';
import { unpackCode } from './unpack-code.ts';

/** Where requests of functions go that would leave for the world. */
export type Outside = Readonly<{
  /** Port of the local AWS, for hosts of amazonaws.com. */
  awsPort: number;
  /** Port where the identity provider's hosts are served, and those hosts; none when there is no local identity. */
  identity?: Readonly<{ port: number; hosts: readonly string[] }>;
}>;

export type EnvironmentParts = {
  blobs: Blobs;
  /** Folder that holds the unpacked zips. */
  codeFolder: string;
  iam: IamRecords;
  sessions: Sessions;
  writer: LogWriter;
  accountId: string;
  /** `node_modules` that the managed runtime has of its own, with the AWS SDK. */
  runtimeModules: string;
  /** Read at each start: the ports are known only once everything listens. */
  outside(): Outside;
  log(line: string): void;
};

const PRELOAD = new URL('preload/preload.mjs', import.meta.url);

/** Starts environments with the real runtime client, as the managed runtime does: its flags, its variables, its client. */
export function createStartEnvironment(parts: EnvironmentParts): StartEnvironment {
  const runtimeClient = fileURLToPath(new URL('runtime-client.mjs', EMULATORS));
  return async (version, region, { initTimeoutMs, initializationType }) => {
    const role = roleOf(version, parts);
    const log = createSandboxLog(version, {
      writer: parts.writer,
      region,
      accountId: parts.accountId,
      allows: (action, resource) => roleAllows(parts.iam, role, { action, resource }),
      warn: parts.log,
    });
    const taskRoot = unpackCode(version.code.blob, parts.blobs, parts.codeFolder);
    const credentials = parts.sessions.start(role, version.FunctionName, parts.accountId);
    const sandbox = await startSandbox({
      command: [
        ...managedFlags(version.MemorySize),
        '--import',
        preloadUrl(parts),
        runtimeClient,
        version.Handler,
      ],
      taskRoot,
      environment: (runtimeApi) =>
        sandboxEnvironment({
          version,
          taskRoot,
          region,
          logStream: log.stream,
          runtimeApi,
          credentials,
          initializationType,
        }),
      initTimeoutMs,
      log(event, isRaw) {
        if (!isRaw || isDelivered(event.message, version.LoggingConfig)) log.write(event);
      },
    });
    return { sandbox, log };
  };
}

function roleOf({ Role, FunctionName }: FunctionVersion, { iam }: EnvironmentParts) {
  const role = iam.roles.list().find(({ Arn }) => Arn === Role);
  if (!role) throw new Error(`The role of ${FunctionName} does not exist any more: ${Role}`);
  return role;
}

function preloadUrl({ outside, runtimeModules }: EnvironmentParts): string {
  const { awsPort, identity } = outside();
  const url = new URL(PRELOAD);
  url.searchParams.set('aws', String(awsPort));
  url.searchParams.set('modules', runtimeModules);
  if (identity) {
    url.searchParams.set('identity', String(identity.port));
    url.searchParams.set('hosts', identity.hosts.join(','));
  }
  return url.href;
}
