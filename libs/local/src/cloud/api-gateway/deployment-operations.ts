import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { API_ID, type ApiLookup } from './api-operations.ts';
import { takeSnapshot, type ApiRecords, type DeploymentRecord } from './api-records.ts';
import { makeId } from './make-id.ts';

/** The operations on deployments: what a stage serves that does not deploy itself. */
export function deploymentOperations(records: ApiRecords, lookup: ApiLookup): Record<string, Operation> {
  const { deployments, stages } = records;
  const find = (apiId: string, deploymentId: string): DeploymentRecord => {
    const deployment = deployments.get(apiId, deploymentId);
    if (!deployment) throw notFound(`Invalid deployment identifier specified: ${deploymentId}`);
    return deployment;
  };
  const byId = structure({ ApiId: API_ID, DeploymentId: text() });
  return {
    CreateDeployment: operation(
      structure({ ApiId: API_ID, Description: optional(text({ max: 1024 })), StageName: optional(text()) }),
      ({ ApiId, Description, StageName }, call) => {
        lookup.find(ApiId, call);
        const snapshot = takeSnapshot(records, ApiId);
        if (snapshot.routes.length === 0)
          throw badRequest('At least one route is required before deploying the Api.');
        const deployment: DeploymentRecord = {
          DeploymentId: makeId(6),
          AutoDeployed: false,
          CreatedDate: new Date().toISOString(),
          snapshot,
          ...(Description !== undefined && { Description }),
        };
        const stage = StageName === undefined ? undefined : stages.get(ApiId, StageName);
        if (StageName !== undefined && !stage) throw notFound('Invalid stage identifier specified');
        if (stage?.AutoDeploy) throw badRequest('Deployment ID cannot be set on a stage with AutoDeploy.');
        deployments.put([ApiId, deployment.DeploymentId], deployment);
        if (stage) stages.put([ApiId, stage.StageName], { ...stage, DeploymentId: deployment.DeploymentId });
        return describe(deployment);
      },
    ),
    GetDeployment: operation(byId, ({ ApiId, DeploymentId }, call) => {
      lookup.find(ApiId, call);
      return describe(find(ApiId, DeploymentId));
    }),
    GetDeployments: operation(
      structure({ ApiId: API_ID, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ ApiId }, call) => {
        lookup.find(ApiId, call);
        return { Items: deployments.list(ApiId).map(describe) };
      },
    ),
    DeleteDeployment: operation(byId, ({ ApiId, DeploymentId }, call) => {
      lookup.find(ApiId, call);
      find(ApiId, DeploymentId);
      if (stages.list(ApiId).some((stage) => stage.DeploymentId === DeploymentId))
        throw conflict('Active stages pointing to this deployment must be moved or deleted');
      deployments.delete(ApiId, DeploymentId);
      return {};
    }),
  };
}

function describe(deployment: DeploymentRecord): object {
  return { ...without(deployment, 'snapshot'), DeploymentStatus: 'DEPLOYED' };
}
