import { Controller, Get, Module, ServiceUnavailableException } from '@nestjs/common';
import { InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Error as MongooseError, type Connection, type Model } from 'mongoose';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Schema({ bufferTimeoutMS: 300 })
class Cat {
  @Prop({ required: true })
  name!: string;
}

@Public()
@Controller()
class CatsController {
  constructor(@InjectModel(Cat.name) private readonly cats: Model<Cat>) {}

  @Get('invalid')
  invalid(): Promise<unknown> {
    return new this.cats({}).validate().catch(({ message }: Error) => ({ message }));
  }

  @Get('cats')
  async list(): Promise<unknown> {
    try {
      return await this.cats.find();
    } catch (error) {
      if (!(error instanceof MongooseError)) throw error;
      throw new ServiceUnavailableException('The cats cannot be asked right now.');
    }
  }
}

@Module({
  imports: [
    MongooseModule.forRoot('mongodb://127.0.0.1:9/cats', {
      lazyConnection: true,
      // An attempt that is not awaited would end the process.
      connectionFactory: (connection: Connection) => {
        connection.asPromise().catch(() => undefined);
        return connection;
      },
      serverSelectionTimeoutMS: 200,
    }),
    MongooseModule.forFeature([{ name: Cat.name, schema: SchemaFactory.createForClass(Cat) }]),
  ],
  controllers: [CatsController],
})
class CatsModule {}

export const example: Example = {
  packages: ['@nestjs/mongoose', 'mongoose'],
  tried: 'a schema validates; a database that cannot be reached is a 503, and the start waits for none',
  module: CatsModule,
  requests: [{ path: '/invalid' }, { path: '/cats', status: 503 }],
  remark: 'No MongoDB comes from npm: only the error of its connection is compared.',
};
