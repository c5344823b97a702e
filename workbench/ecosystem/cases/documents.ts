import { Controller, Get, Module } from '@nestjs/common';
import ExcelJS from 'exceljs';
import PDFDocument from 'pdfkit';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('orders').addRow(['pen', 3]);
    const again = new ExcelJS.Workbook();
    await again.xlsx.load(await workbook.xlsx.writeBuffer());
    const chunks: Buffer[] = [];
    const pdf = new PDFDocument({ compress: false });
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise((done) => pdf.once('end', done));
    pdf.text('Invoice');
    pdf.end();
    await ended;
    return {
      cell: again.getWorksheet('orders')?.getCell('A1').value,
      pdf: Buffer.concat(chunks).subarray(0, 8).toString('latin1'),
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['exceljs', 'pdfkit'],
  tried: 'a table is written and read again; a PDF with its own fonts is written',
  module: TryModule,
  requests: [{ path: '/try' }],
};
