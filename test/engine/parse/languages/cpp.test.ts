import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, signature, bases, calls, doc } = checksOf('shop.cc');

const ORDER = `namespace shop::core {
namespace {
int hidden() { return 1; }
}
/// An order.
template <typename T>
class API_EXPORT Order : public Base<T>, private ns::Other {
 public:
  Order(int x) : x_(x) {}
  ~Order() {}
  explicit operator bool() const { return true; }
  bool operator==(const Order& o) const { return x_ == o.x_; }
  // Adds one.
  template <class U> void add(U u) { u.go<int>(); ns::f(1); std::make_unique<X>(2); new Line(1); }
  virtual void pure() = 0;
 private:
  int x_;
};
std::string& Order::name(int a) const { return x_; }
constexpr int kMax = 3;
auto twice = [](int a) {
  return 2 * a;
};
enum class Color : int { Red };
}
TEST(OrderTest, Adds) { EXPECT_EQ(1, 2); }
extern "C" { int plain(void) { return 1; } }
`;

test('definitions', () =>
  units(ORDER, [
    '+function shop.core.hidden 3-3',
    '+class shop.core.Order 6-18',
    '+constructor shop.core.Order.Order 9-9',
    '+method shop.core.Order.~Order 10-10',
    '+method shop.core.Order.operator bool 11-11',
    '+method shop.core.Order.operator== 12-12',
    '+method shop.core.Order.add 14-14',
    '+method shop.core.Order.name 19-19',
    '+constant shop.core.kMax 20-20',
    '+function shop.core.twice 21-23',
    '+enum shop.core.Color 24-24',
    '+test OrderTest.Adds 26-26',
    '+function plain 27-27',
  ]));
test('a template is part of its class', () =>
  signature(ORDER, 'shop.core.Order', 'template <typename T> class API_EXPORT Order : public Base<T>, private ns::Other'));
test('bases', () => bases(ORDER, 'shop.core.Order', ['Base<T>', 'ns::Other']));
test('calls', () => calls(ORDER, 'shop.core.Order.add', ['u>go', 'ns>f', 'std>make_unique', 'Line']));
test('documentation of a template', () => doc(ORDER, 'shop.core.Order.add', 'Adds one.'));

test('a namespace behind a macro', () =>
  units('namespace a {\nA_NAMESPACE_BEGIN\nnamespace b {\nint f() { return 1; }\n}\nA_NAMESPACE_END\n}\n', [
    '+function a.b.f 4-4',
  ]));

const cuda = checksOf('shop.cu');
test('a kernel and its launch', async () => {
  const source = '__global__ void add(float *a) { a[0] = f(1); }\nvoid run() { add<<<1, 2>>>(x); }\n';
  await cuda.units(source, ['+function add 1-1', '+function run 2-2']);
  await cuda.calls(source, 'add', ['f']);
});
