import { defineFunction } from '@lambda-nest/toolkit';

export default defineFunction({
  kind: 'worker',
  schedules: [{ expression: 'rate(10 minutes)' }],
  timeout: 120,
  memoryMb: 512,
  variablesTable: '../../VARIABLES.md',
});
