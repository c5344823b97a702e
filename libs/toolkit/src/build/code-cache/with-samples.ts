import type { TrialSample } from '../../bundle/try-folder.ts';
import type { FunctionDescription } from '../../function/load-function.ts';
import { managedEnvironment } from './managed-runtime.ts';
import { toTrialSample } from './sample-events.ts';
import { sampleEnvironment, startStubProvider } from './stub-provider.ts';

/** What a built folder is run with. */
export type Samples = Readonly<{
  samples: readonly TrialSample[];
  /** All the variables of the process. */
  environment: Readonly<Record<string, string>>;
}>;

type Described = Pick<FunctionDescription, 'samples' | 'environment' | 'startSampleServices'>;

/**
 * Runs a built folder's samples by a function, while a stand-in for the identity provider and the services that the description
 * starts are there.
 *
 * @param folder the built folder
 */
export async function withSamples<T>(
  { samples, environment, startSampleServices }: Described,
  folder: string,
  run: (tried: Samples) => Promise<T>,
): Promise<T> {
  const provider = await startStubProvider(0);
  try {
    const services = await startSampleServices();
    try {
      return await run({
        samples: samples.map((sample) => toTrialSample(sample, provider)),
        environment: {
          ...managedEnvironment(folder, 'lambda.handler'),
          ...sampleEnvironment(provider),
          ...environment,
          ...services.environment,
        },
      });
    } finally {
      await services.close();
    }
  } finally {
    provider.close();
  }
}
