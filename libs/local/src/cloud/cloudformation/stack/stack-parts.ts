import type { Call, Input } from '../../endpoint/call.ts';
import type { Provider } from '../providers/provider.ts';
import type { Specification } from '../specification/specification.ts';
import type { ValueSources } from '../template/dynamic-references.ts';
import type { StackEvents } from './stack-events.ts';
import type { StackRecords } from './stack-records.ts';

/** What stacks are made with. */
export type StackParts = {
  records: StackRecords;
  events: StackEvents;
  providers: ReadonlyMap<string, Provider>;
  /** Loaded when it is first needed. */
  specification(): Specification;
  accountId: string;
  /** Calls an operation of a service. */
  call(
    service: string,
    operation: string,
    input: Input,
    region: string,
    principal: Call['principal'],
  ): Promise<unknown>;
  sources(region: string): ValueSources;
  /** A name of the outside, written in an output, as it is reached here. */
  reachable(text: string): string;
  /** Milliseconds that every step of a resource takes at least. */
  stepMs: number;
  /** Takes back what `change` did when it rejects. */
  attempt<T>(change: () => Promise<T>): Promise<T>;
  settled(): Promise<void>;
  log(line: string): void;
};
