import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { saleOf, voidOf } from '../../src/main/sale.js';

const golden = (name: string): string => readFileSync(`../src/test/resources/golden/bridge/${name}.json`, 'utf8');
const ANA = { id: 'e1', firstName: 'Ana', lastName: 'Rey', employeeCode: 'E1', isManager: true, canOverridePrice: true, canVoidTransaction: true };
const AT = Date.parse('2026-01-31T18:04:05.123Z');
const ASKED = {
  customerId: 'c1', subtotal: 10.5, taxAmount: 1.05, discountAmount: 0.55, totalAmount: 11, salesChannel: 'pos',
  items: [{ productId: '7', product: { id: '7', name: 'Gin' }, quantity: 2, unitPrice: 5.25, discountAmount: 0.55, discountReason: 'staff' }],
  payments: [{ method: 'cash', amount: 6, tenderedAmount: 10, changeAmount: 4 }, { method: 'credit', amount: 5, cardLastFour: '4242', cardNumber: '4111111111111111' }],
};

// The same texts are brought into the tables of a real PostgreSQL by ProjectionsIT.
test('a sale and its taking back are written as the golden files say, of which the clouds make sales', () => {
  const by = { employee: ANA, terminalId: 'L1-till', at: AT };
  const sale = saleOf(ASKED, 'tx1', by);
  const back = voidOf(sale, 'void-tx1', 'wrong drink', { ...by, at: AT + 60_000 });

  assert.equal(JSON.stringify(sale) + '\n', golden('transaction'));
  assert.equal(JSON.stringify(back) + '\n', golden('transaction.voided'));
});
