import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, optional, structure, text } from '../endpoint/shape.ts';
import type { AlarmRecords } from './alarms/alarm-records.ts';

const NAME = text({ min: 1, max: 255, pattern: /^[\w-]+$/ });

/** The operations on dashboards. Their body must be JSON; what its widgets show is not looked at. */
export function dashboardOperations({ dashboards }: AlarmRecords): Record<string, Operation> {
  return {
    PutDashboard: operation(
      structure({ DashboardName: NAME, DashboardBody: text({ min: 2 }) }),
      ({ DashboardName, DashboardBody }) => {
        assertBody(DashboardBody);
        // Dashboards belong to no region.
        dashboards.put([DashboardName], {
          DashboardName,
          DashboardBody,
          LastModified: new Date().toISOString(),
        });
        return { DashboardValidationMessages: [] };
      },
    ),
    GetDashboard: operation(structure({ DashboardName: NAME }), ({ DashboardName }, { accountId }) => {
      const found = dashboards.get(DashboardName);
      if (!found) throw notFound(DashboardName);
      const { DashboardBody } = found;
      return { DashboardArn: arnOf(DashboardName, accountId), DashboardName, DashboardBody };
    }),
    ListDashboards: operation(
      structure({ DashboardNamePrefix: optional(text()), NextToken: optional(text()) }),
      ({ DashboardNamePrefix = '' }, { accountId }) => ({
        DashboardEntries: dashboards
          .list()
          .filter(({ DashboardName }) => DashboardName.startsWith(DashboardNamePrefix))
          .map(({ DashboardName, DashboardBody, LastModified }) => ({
            DashboardName,
            DashboardArn: arnOf(DashboardName, accountId),
            LastModified: new Date(LastModified),
            Size: Buffer.byteLength(DashboardBody),
          })),
      }),
    ),
    DeleteDashboards: operation(structure({ DashboardNames: list(NAME) }), ({ DashboardNames }) => {
      const missing = DashboardNames.filter((name) => !dashboards.get(name));
      if (missing.length > 0) throw notFound(missing.join(', '));
      for (const name of DashboardNames) dashboards.delete(name);
      return {};
    }),
  };
}

function assertBody(body: string): void {
  try {
    const { widgets } = JSON.parse(body) as { widgets?: unknown };
    if (Array.isArray(widgets)) return;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsError(
    'DashboardInvalidInputError',
    'The field DashboardBody must be a valid JSON object with a list of widgets',
    { DashboardValidationMessages: [] },
  );
}

function notFound(names: string): AwsError {
  return new AwsError('DashboardNotFoundError', `Dashboard ${names} does not exist`, { status: 404 });
}

function arnOf(name: string, accountId: string): string {
  return `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
}
