import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { Public } from '@lambda-nest/access';
import { EnabledWhen } from '@lambda-nest/application';
import { findEnabling } from './find-enabling.ts';
import { loadFunction } from '../function/load-function.ts';

@Public()
@Controller('v1/manual')
@EnabledWhen((config) => config.docsEnabled)
class ManualController {
  @Get(':page')
  read(): string {
    return '';
  }
}

@Public()
@Controller('v1/news')
class NewsController {
  @Get()
  read(): string {
    return '';
  }
}

@Module({ controllers: [ManualController, NewsController] })
class TestModule {}

const ENVIRONMENT = {
  RUNTIME: 'LOCAL',
  FIREBASE_PROJECT_ID: 'demo-contract',
  FIREBASE_APP_API_KEY: 'contract',
};

const { contract } = await loadFunction();

describe('findEnabling', () => {
  it('tells of each route that a switch takes away which switch it is', async () => {
    const keys = ['GET /v1/manual/{page}', 'GET /v1/news'];
    const enabling = await findEnabling(keys, TestModule, ENVIRONMENT, contract.switches);
    expect([...enabling]).toEqual([['GET /v1/manual/{page}', 'docs']]);
  });
});
