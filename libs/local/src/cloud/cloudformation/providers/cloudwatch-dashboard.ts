import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';

/** A dashboard of CloudWatch. */
export const cloudWatchDashboard: Provider = {
  type: 'AWS::CloudWatch::Dashboard',
  nameProperty: 'DashboardName',
  properties: ['DashboardName', 'DashboardBody'],
  async create(properties, context) {
    const DashboardName = String(properties['DashboardName'] ?? makeName(context, 255));
    await context.call('monitoring', 'PutDashboard', {
      DashboardName,
      DashboardBody: properties['DashboardBody'],
    });
    return { physicalId: DashboardName };
  },
  async update(DashboardName, { DashboardBody }, _before, { call }) {
    await call('monitoring', 'PutDashboard', { DashboardName, DashboardBody });
    return undefined;
  },
  async delete(name, _properties, { call }) {
    await call('monitoring', 'DeleteDashboards', { DashboardNames: [name] });
  },
};
