import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('Shop.hs');

const ORDER = `{-# LANGUAGE CPP #-}
-- | Orders.
module Shop.Order (total, Order(..)) where

import qualified Data.Map as M
import Data.List (sortBy, nub)

-- | Sums up.
total :: Currency -> [Line] -> Money
total _ [] = zero
total c (l : ls) = price c l \`plus\` total c ls
  where
    price cur line = convert cur $ M.lookup line rates

limit :: Int
limit = 100

(<+>) :: Money -> Money -> Money
a <+> b = combine' a b

data Order = Order
  { orderId :: Int
  , orderLines :: [Line]
  }
  deriving (Show, Eq)

newtype Id = Id { unId :: Int }

type Lines = [Line]

class Monad m => Store m where
  -- | Finds one.
  find :: Id -> m Order
  findAll :: m [Order]
  findAll = pure []

instance Store IO where
  find i = do
    row <- query i
    decode row

instance Show a => Show (Tree a) where
  show = render

#if MIN_VERSION_base(4,9,0)
new :: Int -> Order
new n = Order n []
#else
old :: Int -> Order
old n = Order n []
#endif

main :: IO ()
main = mapM_ print . sortBy cmp =<< load
`;

test('a signature and its equations are one definition', () =>
  units(ORDER, [
    '+function total 9-13',
    '+function limit 15-16',
    '+function <+> 18-19',
    '+type Order 21-25',
    '+type Id 27-27',
    '+type Lines 29-29',
    '+interface Store 31-35',
    '+method Store.find 33-33',
    '+method Store.findAll 34-35',
    '+class IO.Store 37-40',
    '+method IO.Store.find 38-40',
    '+class Tree a.Show 42-43',
    '+method Tree a.Show.show 43-43',
    '+function new 46-47',
    '+function old 49-50',
    '+function main 53-54',
  ]));

test('documentation', () => doc(ORDER, 'total', 'Sums up.'));
test('documentation of a class member', () => doc(ORDER, 'Store.find', 'Finds one.'));
test('a signature with types and first patterns', () =>
  signature(ORDER, 'total', 'total :: Currency -> [Line] -> Money total _ []'));
test('calls by application, backquotes and operators', () =>
  calls(ORDER, 'total', ['zero', 'price', 'plus', 'total', 'convert', 'M>lookup']));
test('calls in do', () => calls(ORDER, 'IO.Store.find', ['query', 'decode']));
test('names with a prime', () => calls(ORDER, '<+>', ["combine'"]));
test('calls in compositions', () => calls(ORDER, 'main', ['mapM_', 'sortBy', 'load']));
test('imports', () => imports(ORDER, ['Data.Map', 'Data.List: sortBy nub']));
