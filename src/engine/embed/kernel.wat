;; Weighted sum of int8 rows: sixteen dimensions at a time, their sums in registers over all rows.
;; Build kernel.ts from this file with `node scripts/kernel.mjs`; a test keeps the two equal.
;;
;; Layout: row r lies at rows + r * dimensions; numbers has count row numbers (i32), factors as many f32; out has dimensions
;; f32, all written. dimensions is a multiple of 16.
(module
  (import "host" "memory" (memory 1))

  (func (export "sum")
    (param $numbers i32) (param $factors i32) (param $count i32) (param $rows i32) (param $dimensions i32) (param $out i32)
    (local $at i32) (local $i i32) (local $row v128) (local $half v128) (local $factor v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (loop $sixteen
      (local.set $sum0 (v128.const f32x4 0 0 0 0))
      (local.set $sum1 (v128.const f32x4 0 0 0 0))
      (local.set $sum2 (v128.const f32x4 0 0 0 0))
      (local.set $sum3 (v128.const f32x4 0 0 0 0))
      (local.set $i (i32.const 0))
      (block $summed
        (loop $each
          (br_if $summed (i32.ge_u (local.get $i) (local.get $count)))
          (local.set $row (v128.load (i32.add (i32.add (local.get $rows) (local.get $at))
            (i32.mul (i32.load (i32.add (local.get $numbers) (i32.shl (local.get $i) (i32.const 2)))) (local.get $dimensions)))))
          (local.set $factor (v128.load32_splat (i32.add (local.get $factors) (i32.shl (local.get $i) (i32.const 2)))))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $row)))
          (local.set $sum0 (f32x4.add (local.get $sum0) (f32x4.mul (local.get $factor)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $sum1 (f32x4.add (local.get $sum1) (f32x4.mul (local.get $factor)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $row)))
          (local.set $sum2 (f32x4.add (local.get $sum2) (f32x4.mul (local.get $factor)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $sum3 (f32x4.add (local.get $sum3) (f32x4.mul (local.get $factor)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $each)))
      (v128.store (local.get $out) (local.get $sum0))
      (v128.store offset=16 (local.get $out) (local.get $sum1))
      (v128.store offset=32 (local.get $out) (local.get $sum2))
      (v128.store offset=48 (local.get $out) (local.get $sum3))
      (local.set $out (i32.add (local.get $out) (i32.const 64)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $at) (local.get $dimensions))))))
