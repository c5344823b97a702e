import { tmpdir } from 'node:os';
import { describe, expect, it, jest } from '@jest/globals';
import { createSelfInvoker } from './create-self-invoker.ts';

describe('createSelfInvoker', () => {
  it('invokes by name, with one client for all calls', async () => {
    const sent: unknown[] = [];
    let clients = 0;
    class LambdaClient {
      constructor() {
        clients++;
      }
      async send(command: unknown): Promise<void> {
        sent.push(command);
      }
    }
    class InvokeCommand {
      readonly input: { Payload: Buffer };
      constructor(input: { Payload: Buffer }) {
        this.input = input;
      }
    }
    const invoke = createSelfInvoker(() => ({ LambdaClient, InvokeCommand }));
    await invoke({ warmer: true }, { functionName: 'api:latest', wait: false });
    await invoke({ warmer: true }, { functionName: 'api:latest', wait: true });
    const Payload = Buffer.from('{"warmer":true}');
    expect(sent).toEqual([
      { input: { FunctionName: 'api:latest', InvocationType: 'Event', Payload } },
      { input: { FunctionName: 'api:latest', InvocationType: 'RequestResponse', Payload } },
    ]);
    expect(clients).toBe(1);
  });

  it('rejects where the runtime brings no SDK', async () => {
    // Elsewhere than here, where a tool may have brought it.
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(tmpdir());
    await expect(createSelfInvoker()({}, { functionName: 'api', wait: true })).rejects.toMatchObject({
      code: 'MODULE_NOT_FOUND',
      message: expect.stringContaining("'@aws-sdk/client-lambda'"),
    });
    cwd.mockRestore();
  });
});
