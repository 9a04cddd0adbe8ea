;; Scores int8 rows against an int16 query, four rows at a time, so that each piece of the query is loaded once for four rows.
;; Build kernel.ts from this file with `node scripts/kernel.mjs`; a test keeps the two equal.
;;
;; Layout: row r lies at rows + r * stride, its scale (f32) at scales + 4 r; the query has stride int16 values.
;; stride is a multiple of 16. count is rounded up to a multiple of 4, so the buffers must reach that far.
;; out[r] = f32(dot(row r, query) * scale[r] * unit). The dot product is exact: an i32 lane holds a quarter of it (the caller
;; keeps the query small enough) and the four quarters are added as f64, so any other exact sum gives the same bits.
(module
  (import "host" "memory" (memory 1))

  (func (export "scan")
    (param $rows i32) (param $stride i32) (param $scales i32) (param $count i32)
    (param $query i32) (param $unit f64) (param $out i32)
    (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local $i i32) (local $q i32) (local $low v128) (local $high v128)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (block $done
      (loop $four
        (br_if $done (i32.le_s (local.get $count) (i32.const 0)))
        (local.set $row1 (i32.add (local.get $rows) (local.get $stride)))
        (local.set $row2 (i32.add (local.get $row1) (local.get $stride)))
        (local.set $row3 (i32.add (local.get $row2) (local.get $stride)))
        (local.set $sum0 (v128.const i32x4 0 0 0 0))
        (local.set $sum1 (v128.const i32x4 0 0 0 0))
        (local.set $sum2 (v128.const i32x4 0 0 0 0))
        (local.set $sum3 (v128.const i32x4 0 0 0 0))
        (local.set $i (i32.const 0))
        (local.set $q (local.get $query))
        (loop $sixteen
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $sum0 (i32x4.add (local.get $sum0) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (i32.add (local.get $rows) (local.get $i))))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (i32.add (local.get $rows) (local.get $i)))))))
          (local.set $sum1 (i32x4.add (local.get $sum1) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (i32.add (local.get $row1) (local.get $i))))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (i32.add (local.get $row1) (local.get $i)))))))
          (local.set $sum2 (i32x4.add (local.get $sum2) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (i32.add (local.get $row2) (local.get $i))))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (i32.add (local.get $row2) (local.get $i)))))))
          (local.set $sum3 (i32x4.add (local.get $sum3) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (i32.add (local.get $row3) (local.get $i))))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (i32.add (local.get $row3) (local.get $i)))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $i (i32.add (local.get $i) (i32.const 16)))
          (br_if $sixteen (i32.lt_u (local.get $i) (local.get $stride))))
        (call $store (local.get $sum0) (local.get $scales) (local.get $unit) (local.get $out))
        (call $store (local.get $sum1) (i32.add (local.get $scales) (i32.const 4)) (local.get $unit)
          (i32.add (local.get $out) (i32.const 4)))
        (call $store (local.get $sum2) (i32.add (local.get $scales) (i32.const 8)) (local.get $unit)
          (i32.add (local.get $out) (i32.const 8)))
        (call $store (local.get $sum3) (i32.add (local.get $scales) (i32.const 12)) (local.get $unit)
          (i32.add (local.get $out) (i32.const 12)))
        (local.set $rows (i32.add (local.get $row3) (local.get $stride)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $four))))

  ;; The shuffle brings the two upper lanes down, where convert_low can widen them.
  (func $store (param $sum v128) (param $scale i32) (param $unit f64) (param $out i32)
    (local $wide v128)
    (local.set $wide (f64x2.add
      (f64x2.convert_low_i32x4_s (local.get $sum))
      (f64x2.convert_low_i32x4_s (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum)))))
    (f32.store (local.get $out) (f32.demote_f64 (f64.mul
      (f64.mul
        (f64.add (f64x2.extract_lane 0 (local.get $wide)) (f64x2.extract_lane 1 (local.get $wide)))
        (f64.promote_f32 (f32.load (local.get $scale))))
      (local.get $unit))))))
