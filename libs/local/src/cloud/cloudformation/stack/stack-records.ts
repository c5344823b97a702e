import type { Store } from '../../store/open-store.ts';
import type { GivenParameter, ParameterValue } from '../template/read-parameters.ts';

export type Tag = { Key: string; Value: string };

export type ResourceState = {
  logicalId: string;
  type: string;
  physicalId?: string;
  status: string;
  reason?: string;
  timestamp: string;
  /** Resolved, with dynamic references as they are written: no secret is kept. */
  properties: Record<string, unknown>;
  attributes: Record<string, unknown>;
  updatePolicy: Record<string, unknown>;
  deletionPolicy: string;
  updateReplacePolicy: string;
  /** Ids of the resources that it needs. */
  needs: string[];
};

/** What a stack is to become, or was. */
export type StackDefinition = {
  template: string;
  parameters: Record<string, ParameterValue>;
  tags: Tag[];
  capabilities: string[];
  roleArn?: string;
};

/** What is under way, written down step by step, so that a restart goes on where it ended. */
export type StackOperation = {
  kind: 'create' | 'update' | 'delete';
  phase: 'forward' | 'cleanup' | 'rollback' | 'rollback-cleanup';
  target: StackDefinition;
  /** Resources that are done in this phase. */
  done: string[];
  /** Resources that were made or changed, and still have to come to work. */
  unstable: string[];
  /** What changed resources were before; `null` for those that were not there. */
  before: Record<string, ResourceState | null>;
  /** Resources that are removed at the end. */
  garbage: ResourceState[];
  failures: { logicalId: string; verb: 'create' | 'update' | 'delete'; reason: string }[];
  /** Resources that a deletion leaves in place. */
  retained: string[];
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  token?: string;
  isCancelled?: boolean;
  /** Whether what was made is removed in a rollback although its policy retains it. */
  removesRetained?: boolean;
  /** The deletion that takes the place of a creation. */
  deletion?: StackOperation;
};

export type StackOutput = {
  OutputKey: string;
  OutputValue: string;
  Description?: string;
  ExportName?: string;
};

export type StackRecord = {
  StackId: string;
  StackName: string;
  region: string;
  status: string;
  reason?: string;
  definition: StackDefinition;
  description?: string;
  createdAt: string;
  updatedAt?: string;
  deletedAt?: string;
  outputs: StackOutput[];
  resources: Record<string, ResourceState>;
  hasTerminationProtection: boolean;
  policy?: string;
  operation?: StackOperation;
  /** The operation whose rollback failed, to be continued. */
  failedRollback?: StackOperation;
  changeSetId?: string;
};

export type ChangeSetRecord = {
  ChangeSetId: string;
  ChangeSetName: string;
  StackId: string;
  type: 'CREATE' | 'UPDATE';
  status: 'CREATE_COMPLETE' | 'FAILED';
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE' | 'OBSOLETE';
  reason?: string;
  description?: string;
  createdAt: string;
  given: GivenParameter[];
  target: StackDefinition;
  changes: ResourceChange[];
  onFailure: StackOperation['onFailure'];
};

export type ResourceChange = {
  Action: 'Add' | 'Modify' | 'Remove';
  LogicalResourceId: string;
  PhysicalResourceId?: string;
  ResourceType: string;
  Replacement?: 'True' | 'False' | 'Conditional';
  Scope?: string[];
  Details?: {
    Target: { Attribute: string; Name?: string; RequiresRecreation: string };
    Evaluation: string;
    ChangeSource: string;
  }[];
};

export type StackEventRecord = {
  EventId: string;
  StackId: string;
  StackName: string;
  LogicalResourceId: string;
  PhysicalResourceId: string;
  ResourceType: string;
  Timestamp: string;
  ResourceStatus: string;
  ResourceStatusReason?: string;
  ResourceProperties?: string;
  ClientRequestToken?: string;
};

/** Where CloudFormation keeps what it knows: stacks by region and id, change sets by stack and name, events by stack. */
export function openStackRecords(store: Store) {
  return {
    stacks: store.collection<StackRecord>('cloudformation-stack'),
    changeSets: store.collection<ChangeSetRecord>('cloudformation-change-set'),
    events: store.collection<StackEventRecord>('cloudformation-event'),
  };
}

export type StackRecords = ReturnType<typeof openStackRecords>;
