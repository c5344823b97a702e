import { Injectable, NotFoundException } from '@nestjs/common';

@Injectable()
export class OrdersService {
  list(): readonly string[] {
    return ['apples', 'pears'];
  }

  find(id: string): string {
    const order = this.list()[Number(id) - 1];
    if (order === undefined) throw new NotFoundException(`There is no order ${id}`);
    return order;
  }
}
