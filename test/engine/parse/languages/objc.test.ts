import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, bases, calls, imports } = checksOf('Order.m');

const ORDER = `#import <Foundation/Foundation.h>
#import "Order.h"
@import UIKit;

@protocol Priced <NSObject>
- (int)total;
@end

@interface Order : NSObject <Priced, Sized>
@property (nonatomic) int id;
@end

@implementation Order {
  int _id;
}
/// Makes one.
- (instancetype)initWithId:(int)id {
  self = [super init];
  [self add:1 to:[Line lineWithId:id]];
  return self;
}
+ (Order *)shared { return nil; }
@end

@implementation Order (Extra)
- (int)total { return Sum(1); }
@end

static int Sum(int a) { return a; }
`;

test('definitions', () =>
  units(ORDER, [
    '+interface Priced 5-7',
    '+class Order 9-11',
    '+class Order 13-23',
    '+method Order.initWithId 17-21',
    '+method Order.shared 22-22',
    '+method Order.total 26-26',
    '-function Sum 29-29',
  ]));
test('documentation', () => doc(ORDER, 'Order.initWithId', 'Makes one.'));
test('bases', () => bases(ORDER, 'Order', ['NSObject', 'Priced', 'Sized']));
test('messages are calls', () => calls(ORDER, 'Order.initWithId', ['super>init', 'self>add', 'Line>lineWithId']));
test('imports', () => imports(ORDER, ['Foundation/Foundation.h', 'Order.h', 'UIKit']));
