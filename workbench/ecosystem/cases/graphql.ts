import { Module } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Args, Field, GraphQLModule, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Example } from '../example.ts';

@ObjectType()
class Order {
  @Field(() => Int)
  id!: number;

  @Field()
  item!: string;
}

@Resolver(() => Order)
class OrdersResolver {
  @Query(() => Order)
  order(@Args('id', { type: () => Int }) id: number): Order {
    return { id, item: 'pen' };
  }
}

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      includeStacktraceInErrorResponses: false,
    }),
  ],
  providers: [OrdersResolver],
})
class OrdersModule {}

export const example: Example = {
  packages: ['@nestjs/graphql', '@nestjs/apollo', '@apollo/server', 'graphql'],
  tried: 'a resolver in our application',
  module: OrdersModule,
  requests: [
    { path: '/graphql', method: 'POST', body: { query: '{ order(id: 7) { id item } }' } },
    { path: '/graphql', method: 'POST', body: { query: '{ orders }' }, status: 400 },
  ],
  rejects: 'was put on Express itself',
  remark:
    'It mounts `/graphql` on the adapter itself, where no declaration says who may call it: rejected at start.',
};
