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
        (br $rows))))

  ;; A vector of int16 numbers with vectors of int8 numbers, a multiple of sixteen each; the sums are whole numbers again.
  (func (export "rough")
    (param $vector i32) (param $row i32) (param $end i32) (param $bytes i32) (param $products i32)
    (local $at i32) (local $sum v128) (local $right v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (loop $sixteen
          (local.set $right (v128.load (i32.add (local.get $row) (local.get $at))))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (v128.load offset=0 (i32.add (local.get $vector) (i32.shl (local.get $at) (i32.const 1))))
                  (i16x8.extend_low_i8x16_s (local.get $right)))
                (i32x4.dot_i16x8_s
                  (v128.load offset=16 (i32.add (local.get $vector) (i32.shl (local.get $at) (i32.const 1))))
                  (i16x8.extend_high_i8x16_s (local.get $right))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $sixteen (i32.lt_u (local.get $at) (local.get $bytes))))
        (i32.store (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (local.set $row (i32.add (local.get $row) (local.get $bytes)))
        (br $rows))))

  ;; The sum of rows of int8 numbers, each times its factor: what `sum` of `products.ts` adds up. What is added is rounded to float32
  ;; after each row, as numbers in an array are. Sixteen numbers of all rows are added up before the next sixteen.
  (func (export "sum")
    (param $rows i32) (param $factors i32) (param $id i32) (param $end i32) (param $bytes i32) (param $sum i32)
    (local $at i32) (local $next i32) (local $factor v128) (local $numbers v128) (local $half v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $sixteen
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      (local.set $next (local.get $id))
      (block $done
        (loop $ids
          (br_if $done (i32.ge_u (local.get $next) (local.get $end)))
          (local.set $factor
            (f64x2.splat
              (f64.promote_f32
                (f32.load (i32.add (local.get $factors) (i32.shl (i32.load (local.get $next)) (i32.const 2)))))))
          (local.set $numbers
            (v128.load
              (i32.add
                (i32.add (local.get $rows) (local.get $at))
                (i32.mul (i32.load (local.get $next)) (local.get $bytes)))))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $numbers)))
          (local.set $a (call $add (local.get $a) (local.get $factor) (i32x4.extend_low_i16x8_s (local.get $half))))
          (local.set $b (call $add (local.get $b) (local.get $factor) (i32x4.extend_high_i16x8_s (local.get $half))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $numbers)))
          (local.set $c (call $add (local.get $c) (local.get $factor) (i32x4.extend_low_i16x8_s (local.get $half))))
          (local.set $d (call $add (local.get $d) (local.get $factor) (i32x4.extend_high_i16x8_s (local.get $half))))
          (local.set $next (i32.add (local.get $next) (i32.const 4)))
          (br $ids)))
      (v128.store offset=0 (local.get $sum) (local.get $a))
      (v128.store offset=16 (local.get $sum) (local.get $b))
      (v128.store offset=32 (local.get $sum) (local.get $c))
      (v128.store offset=48 (local.get $sum) (local.get $d))
      (local.set $sum (i32.add (local.get $sum) (i32.const 64)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $sixteen (i32.lt_u (local.get $at) (local.get $bytes)))))

  ;; Four float32 numbers and four whole ones times a factor, rounded to float32.
  (func $add (param $sum v128) (param $factor v128) (param $numbers v128) (result v128)
    (local $low v128) (local $high v128)
    (local.set $low
      (f64x2.add
        (f64x2.promote_low_f32x4 (local.get $sum))
        (f64x2.mul (local.get $factor) (f64x2.convert_low_i32x4_s (local.get $numbers)))))
    (local.set $high
      (f64x2.add
        (f64x2.promote_low_f32x4 (i64x2.splat (i64x2.extract_lane 1 (local.get $sum))))
        (f64x2.mul
          (local.get $factor)
          (f64x2.convert_low_i32x4_s (i64x2.splat (i64x2.extract_lane 1 (local.get $numbers)))))))
    (i64x2.replace_lane 1
      (f32x4.demote_f64x2_zero (local.get $low))
      (i64x2.extract_lane 0 (f32x4.demote_f64x2_zero (local.get $high))))))
