import { CHALLENGE_PROBES, rejectedTokenProbes } from './probe-challenges.ts';
import { CLOCK_PROBES } from './probe-clock.ts';
import { CORS_PROBES } from './probe-cors.ts';
import { EVENT_PROBES } from './probe-event.ts';
import { LIMIT_PROBES } from './probe-limits.ts';
import { ROUTING_PROBES } from './probe-routing.ts';
import { NotAsked, type Probe, type Target } from './probe.ts';

/** What came of a question: its answer, or why it has none. */
export type Finding = Readonly<{ fact: string; answer: string } | { fact: string; notAsked: string }>;

/** Asks every open question, one after the other; the clock last, for it may wait. */
export async function runProbes(target: Target, tell: (fact: string) => void): Promise<readonly Finding[]> {
  const probes = [
    ...ROUTING_PROBES,
    ...CORS_PROBES,
    ...CHALLENGE_PROBES,
    ...rejectedTokenProbes(target),
    ...LIMIT_PROBES,
    ...EVENT_PROBES,
    ...CLOCK_PROBES,
  ];
  const findings: Finding[] = [];
  for (const probe of probes) {
    tell(probe.fact);
    findings.push(await ask(probe, target));
  }
  return findings;
}

async function ask({ fact, ask: askTarget }: Probe, target: Target): Promise<Finding> {
  try {
    return { fact, answer: await askTarget(target) };
  } catch (error) {
    if (error instanceof NotAsked) return { fact, notAsked: error.message };
    const { message, code } = error as NodeJS.ErrnoException;
    return { fact, answer: `no answer: ${message || code}` };
  }
}
