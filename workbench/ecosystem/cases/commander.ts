import { Controller, Get, Module } from '@nestjs/common';
import { Command, CommandRunner } from 'nest-commander';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Command({ name: 'import', description: 'Imports orders.' })
class ImportCommand extends CommandRunner {
  async run(): Promise<void> {}
}

@Public()
@Controller()
class CommandsController {
  constructor(private readonly command: ImportCommand) {}

  @Get('command')
  show(): object {
    return { name: this.command.constructor.name };
  }
}

@Module({ controllers: [CommandsController], providers: [ImportCommand] })
class CommandsModule {}

export const example: Example = {
  packages: ['nest-commander'],
  tried: 'a command of the same repository, a provider in the function',
  module: CommandsModule,
  requests: [{ path: '/command' }],
  remark: 'Commands run where `CommandFactory.run` starts them, which is not in the function.',
};
