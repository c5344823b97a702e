import type { Input } from '../../endpoint/call.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** What a provider works with: the services, and where the resource belongs. */
export type ProviderContext = Readonly<{
  stackName: string;
  stackId: string;
  logicalId: string;
  region: string;
  accountId: string;
  /** `UpdatePolicy` of the resource, resolved. */
  updatePolicy: Properties;
  /** Whether the resource is put back to what it was before an operation that failed. */
  isRollback: boolean;
  /** Calls an operation of a service, as the stack's role where it has one. Throws AwsError. */
  call(service: string, operation: string, input: Input): Promise<Record<string, unknown>>;
  /** Looks again and again until there is something to see. */
  waitFor<T>(look: () => Promise<T | undefined>): Promise<T>;
}>;

export type Created = {
  /** What `Ref` gives, and by which the resource is known. */
  physicalId: string;
  /** What `Fn::GetAtt` gives. */
  attributes?: Record<string, unknown>;
};

/**
 * Makes, changes and removes resources of one type, by calls of their service.
 *
 * Of each method, whatever it changes must be changed without waiting for anything in between: a process that is killed
 * then leaves all of it or nothing, and the stack goes on accordingly. When it rejects, what it changed is taken back. What
 * takes time belongs into `stabilize`.
 */
export type Provider = {
  type: string;
  /** The properties that something is done with. Others of the type are rejected by name. */
  properties: readonly string[];
  /** Property that names the resource, when its author may choose the name. */
  nameProperty?: string;
  create(properties: Properties, context: ProviderContext): Promise<Created>;
  /** Changes it in place. Absent for types whose every property takes another resource. */
  update?(
    physicalId: string,
    properties: Properties,
    before: Properties,
    context: ProviderContext,
  ): Promise<Pick<Created, 'attributes'> | undefined>;
  /** Removes it. One that is gone already is not an error: AwsError with status 404 counts as removed. */
  delete(physicalId: string, properties: Properties, context: ProviderContext): Promise<void>;
  /** Waits until it works, after it was made or changed. Throws AwsError when it does not come to work. */
  stabilize?(
    physicalId: string,
    properties: Properties,
    context: ProviderContext & { isUpdate: boolean },
  ): Promise<Pick<Created, 'attributes'> | undefined>;
};
