import { describe, expect, it } from '@jest/globals';
import { readStackFolders } from './stack-folders.ts';

describe('readStackFolders', () => {
  it('has the API alone when serverless.yml takes no function from its folder', () => {
    expect(readStackFolders({ api: '${file(infra/function.yml)}' })).toEqual({ api: 'apps/api' });
    expect(readStackFolders(undefined)).toEqual({ api: 'apps/api' });
  });

  it('has every function that is taken from its folder, by its name in serverless.yml', () => {
    expect(
      readStackFolders({
        api: { handler: 'lambda.handler' },
        worker: '${function:apps/worker}',
        orderMails: '${function:apps/order-mails}',
      }),
    ).toEqual({ api: 'apps/api', worker: 'apps/worker', orderMails: 'apps/order-mails' });
  });
});
