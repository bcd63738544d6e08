;; Products of one vector with many: what `products.ts` does, number for number, several at a time.
;; `npm run build-products` makes `products-code.ts` of it.
(module
  (import "rows" "memory" (memory 1))

  ;; Vectors of float32 numbers, a multiple of four each. Four sums of float64, each of every fourth product, as in `dotAt`.
  (func (export "floats") (param $vector i32) (param $row i32) (param $end i32) (param $bytes i32) (param $products i32)
    (local $at i32) (local $low v128) (local $high v128) (local $left v128) (local $right v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $low (v128.const f64x2 0 0))
        (local.set $high (v128.const f64x2 0 0))
        (local.set $at (i32.const 0))
        (loop $four
          (local.set $left (v128.load (i32.add (local.get $vector) (local.get $at))))
          (local.set $right (v128.load (i32.add (local.get $row) (local.get $at))))
          (local.set $low
            (f64x2.add (local.get $low)
              (f64x2.mul (f64x2.promote_low_f32x4 (local.get $left)) (f64x2.promote_low_f32x4 (local.get $right)))))
          (local.set $left (i64x2.splat (i64x2.extract_lane 1 (local.get $left))))
          (local.set $right (i64x2.splat (i64x2.extract_lane 1 (local.get $right))))
          (local.set $high
            (f64x2.add (local.get $high)
              (f64x2.mul (f64x2.promote_low_f32x4 (local.get $left)) (f64x2.promote_low_f32x4 (local.get $right)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $four (i32.lt_u (local.get $at) (local.get $bytes))))
        (f64.store (local.get $products)
          (f64.add
            (f64.add
              (f64.add (f64x2.extract_lane 0 (local.get $low)) (f64x2.extract_lane 1 (local.get $low)))
              (f64x2.extract_lane 0 (local.get $high)))
            (f64x2.extract_lane 1 (local.get $high))))
        (local.set $products (i32.add (local.get $products) (i32.const 8)))
        (local.set $row (i32.add (local.get $row) (local.get $bytes)))
        (br $rows))))

  ;; Vectors of int8 numbers, a multiple of sixteen each. The sums are whole numbers, exact in any order. Where `step` is as long as
  ;; a row and the vector is the first one, each row is multiplied with itself; where it is 0, all are with the vector.
  (func (export "bytes")
    (param $vector i32) (param $step i32) (param $row i32) (param $end i32) (param $bytes i32) (param $products i32)
    (local $at i32) (local $sum v128) (local $left v128) (local $right v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $sixteen
          (local.set $left (v128.load (i32.add (local.get $vector) (local.get $at))))
          (local.set $right (v128.load (i32.add (local.get $row) (local.get $at))))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (i16x8.extend_low_i8x16_s (local.get $left)) (i16x8.extend_low_i8x16_s (local.get $right)))
                (i32x4.dot_i16x8_s
                  (i16x8.extend_high_i8x16_s (local.get $left)) (i16x8.extend_high_i8x16_s (local.get $right))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $sixteen (i32.lt_u (local.get $at) (local.get $bytes))))
        (i32.store (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (local.set $vector (i32.add (local.get $vector) (local.get $step)))
        (local.set $row (i32.add (local.get $row) (local.get $bytes)))
        (br $rows)))))
