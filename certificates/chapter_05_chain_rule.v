From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-three-factors: Three factors *)
Section eq_three_factors_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (L : nat).
Variables (y : R).
Hypothesis L_positive : (0 < L)%N.
Hypothesis D_y : D y = 0.
Variable a : int -> R.
Hypothesis D_a : forall i0, i0 != L%:Z -> D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 L%:Z.
Variable z : int -> R.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis given_0 : (z L%:Z) = (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)).
Hypothesis given_1 : (a L%:Z) = (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_three_factors :
  (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) =
  (((- (2%:R * y)) + (2%:R * (a L%:Z))) * (f' (z L%:Z)) * (a (L%:Z - 1))).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) = (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- ((f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * ((a (L%:Z - 1)) * 1)))).
{ exact (dpow 1 _ _ (dadd_r _ _ _ D_y (dopp _ _ (dfun _ _ _ _ (f_D (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) (dadd_l _ _ _ (dmul_r _ _ _ (D_a (L%:Z - 1) ltac:(lia)) (etrans (D_w L%:Z) ltac:(by rewrite !kd_id ?mulr1))) (D_b L%:Z)))))). }
rewrite ?E1.
transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
{ transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
  { ring. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
{ have E2 : (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))) = (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))) :> R.
  { transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
{ transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
  { by []. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 1))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_three_factors_.
Print Assumptions eq_three_factors.

(* eq-three-factors: Three factors *)
Section eq_three_factors_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (L : nat).
Variables (y : R).
Hypothesis L_positive : (0 < L)%N.
Hypothesis D_y : D y = 0.
Variable a : int -> R.
Hypothesis D_a : forall i0, i0 != L%:Z -> D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 L%:Z.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable z : int -> R.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis given_0 : (z L%:Z) = (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)).
Hypothesis given_1 : (a L%:Z) = (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_three_factors_2 :
  (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) =
  (((- (2%:R * y)) + (2%:R * (a L%:Z))) * (f' (z L%:Z))).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) = (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- ((f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * 1))).
{ exact (dpow 1 _ _ (dadd_r _ _ _ D_y (dopp _ _ (dfun _ _ _ _ (f_D (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) (dadd_r _ _ _ (dmul_0 _ _ (D_a (L%:Z - 1) ltac:(lia)) (D_w L%:Z)) (etrans (D_b L%:Z) ltac:(by rewrite !kd_id ?mulr1))))))). }
rewrite ?E1.
transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
{ transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
  { ring. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
{ have E2 : (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) = (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) :> R.
  { transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
{ transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
  { by []. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_three_factors_2_.
Print Assumptions eq_three_factors_2.

(* eq-three-factors: Three factors *)
Section eq_three_factors_3_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (L : nat).
Variables (y : R).
Hypothesis L_positive : (0 < L)%N.
Hypothesis D_y : D y = 0.
Variable a : int -> R.
Hypothesis D_a : forall i0, i0 != L%:Z -> D (a i0) = kd R i0 (L%:Z - 1).
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable z : int -> R.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis given_0 : (z L%:Z) = (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)).
Hypothesis given_1 : (a L%:Z) = (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_three_factors_3 :
  (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) =
  (((- (2%:R * y)) + (2%:R * (a L%:Z))) * (f' (z L%:Z)) * (w L%:Z)).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) = (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- ((f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (1 * (w L%:Z))))).
{ exact (dpow 1 _ _ (dadd_r _ _ _ D_y (dopp _ _ (dfun _ _ _ _ (f_D (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) (dadd_l _ _ _ (dmul_l _ _ _ (etrans (D_a (L%:Z - 1) ltac:(lia)) ltac:(by rewrite !kd_id ?mulr1)) (D_w L%:Z)) (D_b L%:Z)))))). }
rewrite ?E1.
transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
{ transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
  { ring. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
{ have E2 : (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)) = (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)) :> R.
  { transitivity (2%:R * ((y - (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
{ transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
  { by []. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 1)) * (w L%:Z)) + (b L%:Z))) * (w L%:Z)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_three_factors_3_.
Print Assumptions eq_three_factors_3.

(* eq-five-factors: Five factors *)
Section eq_five_factors_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (L : nat).
Variables (y : R).
Hypothesis L_positive : (0 < L)%N.
Hypothesis D_y : D y = 0.
Variable a : int -> R.
Hypothesis D_a : forall i0, i0 != L%:Z -> D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 (L%:Z - 1).
Variable z : int -> R.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis given_0 : (z (L%:Z - 1)) = (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1))).
Hypothesis given_1 : (z L%:Z) = (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w
    L%:Z)) + (b L%:Z)).
Hypothesis given_2 : (a L%:Z) = (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w
    L%:Z)) + (b L%:Z))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_five_factors :
  (D ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b
    L%:Z)))) ^+ 2)) =
  (((- (2%:R * y)) + (2%:R * (a L%:Z))) * (f' (z (L%:Z - 1))) * (f' (z L%:Z)) * (a (L%:Z - 2)) *
    (w L%:Z)).
Proof.
rewrite ?given_0.
rewrite ?given_1.
rewrite ?given_2.
have E1 : (D ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 2)) = (2%:R * ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- ((f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (((f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * ((a (L%:Z - 2)) * 1)) * (w L%:Z))))).
{ exact (dpow 1 _ _ (dadd_r _ _ _ D_y (dopp _ _ (dfun _ _ _ _ (f_D (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) (dadd_l _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (f_D (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) (dadd_l _ _ _ (dmul_r _ _ _ (D_a (L%:Z - 2) ltac:(lia)) (etrans (D_w (L%:Z - 1)) ltac:(by rewrite !kd_id ?mulr1))) (D_b (L%:Z - 1)))) (etrans (D_w L%:Z) (ltac:(by rewrite [(kd R L%:Z (L%:Z - 1))]kd_neq ?mul0r ?mulr0 ?mul0r //; lia) : (kd R L%:Z (L%:Z - 1)) = 0 :> R))) (D_b L%:Z)))))). }
rewrite ?E1.
transitivity (2%:R * ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (a (L%:Z - 2)) * (w L%:Z)).
{ transitivity (2%:R * ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (a (L%:Z - 2)) * (w L%:Z)).
  { ring. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 2)) * (w L%:Z)).
{ have E2 : (2%:R * ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (a (L%:Z - 2)) * (w L%:Z)) = (((- (2%:R * y)) + (2%:R * (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 2)) * (w L%:Z)) :> R.
  { transitivity (2%:R * ((y - (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z)))) ^+ 1) * (- 1) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (a (L%:Z - 2)) * (w L%:Z)).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity (((- (2%:R * y)) + (2%:R * (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 2)) * (w L%:Z)).
{ transitivity (((- (2%:R * y)) + (2%:R * (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 2)) * (w L%:Z)).
  { by []. }
  by []. }
transitivity (((- (2%:R * y)) + (2%:R * (f (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))))) * (f' (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (f' (((f (((a (L%:Z - 2)) * (w (L%:Z - 1))) + (b (L%:Z - 1)))) * (w L%:Z)) + (b L%:Z))) * (a (L%:Z - 2)) * (w L%:Z)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_five_factors_.
Print Assumptions eq_five_factors.

(* eq-chain: Start: the last neuron *)
Section eq_chain_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (L : nat).
Hypothesis L_positive : (0 < L)%N.
Variable a : int -> R.
Variable delta : int -> R.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 L%:Z.
Variables (ell ell' f f' : R -> R).
Hypothesis ell_D : forall a, D (ell a) = ell' a * D a.
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis given_0 : (a L%:Z) = (f (z L%:Z)).
Hypothesis given_1 : (delta L%:Z) = (D (ell (f (z L%:Z)))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_chain :
  (delta L%:Z) =
  ((ell' (a L%:Z)) * (f' (z L%:Z))).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D (ell (f (z L%:Z)))) = ((ell' (f (z L%:Z))) * ((f' (z L%:Z)) * 1)).
{ exact (dfun _ _ _ _ (ell_D (f (z L%:Z))) (dfun _ _ _ _ (f_D (z L%:Z)) (etrans (D_z L%:Z) ltac:(by rewrite !kd_id ?mulr1)))). }
rewrite ?E1.
transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
{ transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
  { ring. }
  by []. }
transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
{ exact: (erefl _). }
symmetry.
transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
{ transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
  { by []. }
  by []. }
transitivity ((ell' (f (z L%:Z))) * (f' (z L%:Z))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_chain_.
Print Assumptions eq_chain.

(* eq-chain: Step: from one delta to the one before *)
Section eq_chain_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (l : int).
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 l.
Variables (f f' g g' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis g_D : forall a, D (g a) = g' a * D a.
Hypothesis given_0 : (delta (l + 1)) = (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))).
Hypothesis given_1 : (delta l) = (D (g (((f (z l)) * (w (l + 1))) + (b (l + 1))))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_chain_2 :
  (delta l) =
  ((f' (z l)) * (delta (l + 1)) * (w (l + 1))).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D (g (((f (z l)) * (w (l + 1))) + (b (l + 1))))) = ((g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (((f' (z l)) * 1) * (w (l + 1)))).
{ exact (dfun _ _ _ _ (g_D (((f (z l)) * (w (l + 1))) + (b (l + 1)))) (dadd_l _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (f_D (z l)) (etrans (D_z l) ltac:(by rewrite !kd_id ?mulr1))) (D_w (l + 1))) (D_b (l + 1)))). }
rewrite ?E1.
transitivity ((g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (f' (z l)) * (w (l + 1))).
{ transitivity ((g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (f' (z l)) * (w (l + 1))).
  { ring. }
  by []. }
transitivity ((f' (z l)) * (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (w (l + 1))).
{ have E2 : ((g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (f' (z l)) * (w (l + 1))) = ((f' (z l)) * (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (w (l + 1))) :> R.
  { transitivity ((g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (f' (z l)) * (w (l + 1))).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity ((f' (z l)) * (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (w (l + 1))).
{ transitivity ((f' (z l)) * (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (w (l + 1))).
  { by []. }
  by []. }
transitivity ((f' (z l)) * (g' (((f (z l)) * (w (l + 1))) + (b (l + 1)))) * (w (l + 1))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_chain_2_.
Print Assumptions eq_chain_2.

(* eq-chain-gradients: Gradients *)
Section eq_chain_gradients_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (l : int).
Variable a : int -> R.
Hypothesis D_a : forall i0, D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 l.
Variables (g g' : R -> R).
Hypothesis g_D : forall a, D (g a) = g' a * D a.
Hypothesis given_0 : (delta l) = (g' (((a (l - 1)) * (w l)) + (b l))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_chain_gradients :
  (D (g (((a (l - 1)) * (w l)) + (b l)))) =
  ((a (l - 1)) * (delta l)).
Proof.
rewrite ?given_0.
have E1 : (D (g (((a (l - 1)) * (w l)) + (b l)))) = ((g' (((a (l - 1)) * (w l)) + (b l))) * ((a (l - 1)) * 1)).
{ exact (dfun _ _ _ _ (g_D (((a (l - 1)) * (w l)) + (b l))) (dadd_l _ _ _ (dmul_r _ _ _ (D_a (l - 1)) (etrans (D_w l) ltac:(by rewrite !kd_id ?mulr1))) (D_b l))). }
rewrite ?E1.
transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (a (l - 1))).
{ transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (a (l - 1))).
  { ring. }
  by []. }
transitivity ((a (l - 1)) * (g' (((a (l - 1)) * (w l)) + (b l)))).
{ have E2 : ((g' (((a (l - 1)) * (w l)) + (b l))) * (a (l - 1))) = ((a (l - 1)) * (g' (((a (l - 1)) * (w l)) + (b l)))) :> R.
  { transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (a (l - 1))).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity ((a (l - 1)) * (g' (((a (l - 1)) * (w l)) + (b l)))).
{ transitivity ((a (l - 1)) * (g' (((a (l - 1)) * (w l)) + (b l)))).
  { by []. }
  by []. }
transitivity ((a (l - 1)) * (g' (((a (l - 1)) * (w l)) + (b l)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_chain_gradients_.
Print Assumptions eq_chain_gradients.

(* eq-chain-gradients: Gradients *)
Section eq_chain_gradients_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (l : int).
Variable a : int -> R.
Hypothesis D_a : forall i0, D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 l.
Variable delta : int -> R.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variables (g g' : R -> R).
Hypothesis g_D : forall a, D (g a) = g' a * D a.
Hypothesis given_0 : (delta l) = (g' (((a (l - 1)) * (w l)) + (b l))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_chain_gradients_2 :
  (D (g (((a (l - 1)) * (w l)) + (b l)))) =
  (delta l).
Proof.
rewrite ?given_0.
have E1 : (D (g (((a (l - 1)) * (w l)) + (b l)))) = ((g' (((a (l - 1)) * (w l)) + (b l))) * 1).
{ exact (dfun _ _ _ _ (g_D (((a (l - 1)) * (w l)) + (b l))) (dadd_r _ _ _ (dmul_0 _ _ (D_a (l - 1)) (D_w l)) (etrans (D_b l) ltac:(by rewrite !kd_id ?mulr1)))). }
rewrite ?E1.
transitivity (g' (((a (l - 1)) * (w l)) + (b l))).
{ transitivity (g' (((a (l - 1)) * (w l)) + (b l))).
  { ring. }
  by []. }
transitivity (g' (((a (l - 1)) * (w l)) + (b l))).
{ exact: (erefl _). }
symmetry.
transitivity (g' (((a (l - 1)) * (w l)) + (b l))).
{ by []. }
transitivity (g' (((a (l - 1)) * (w l)) + (b l))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_chain_gradients_2_.
Print Assumptions eq_chain_gradients_2.

(* eq-chain-gradients: Gradients *)
Section eq_chain_gradients_3_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (l : int).
Variable a : int -> R.
Hypothesis D_a : forall i0, D (a i0) = kd R i0 (l - 1).
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variables (g g' : R -> R).
Hypothesis g_D : forall a, D (g a) = g' a * D a.
Hypothesis given_0 : (delta l) = (g' (((a (l - 1)) * (w l)) + (b l))).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_chain_gradients_3 :
  (D (g (((a (l - 1)) * (w l)) + (b l)))) =
  ((delta l) * (w l)).
Proof.
rewrite ?given_0.
have E1 : (D (g (((a (l - 1)) * (w l)) + (b l)))) = ((g' (((a (l - 1)) * (w l)) + (b l))) * (1 * (w l))).
{ exact (dfun _ _ _ _ (g_D (((a (l - 1)) * (w l)) + (b l))) (dadd_l _ _ _ (dmul_l _ _ _ (etrans (D_a (l - 1)) ltac:(by rewrite !kd_id ?mulr1)) (D_w l)) (D_b l))). }
rewrite ?E1.
transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
{ transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
  { ring. }
  by []. }
transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
{ exact: (erefl _). }
symmetry.
transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
{ transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
  { by []. }
  by []. }
transitivity ((g' (((a (l - 1)) * (w l)) + (b l))) * (w l)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_chain_gradients_3_.
Print Assumptions eq_chain_gradients_3.

(* eq-fan-out: Fan-out adds, for any number of branches *)
Section eq_fan_out_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (n : nat).
Variables (v : R).
Hypothesis n_positive : (0 < n)%N.
Hypothesis D_v : D v = 1.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_fan_out :
  (D (sumz 0 (n%:Z - 1) (fun k => ((f (v * (w k))) * (c k))))) =
  (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))).
Proof.
have E1 : (D (sumz 0 (n%:Z - 1) (fun k => ((f (v * (w k))) * (c k))))) = (sumz 0 (n%:Z - 1) (fun k => (((f' (v * (w k))) * (1 * (w k))) * (c k)))).
{ exact (dsum _ _ _ _ (fun k _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (v * (w k))) (dmul_l _ _ _ D_v (D_w k))) (D_c k)))). }
rewrite ?E1.
transitivity (sumz 0 (n%:Z - 1) (fun k => ((f' (v * (w k))) * (w k) * (c k)))).
{ transitivity (sumz 0 (n%:Z - 1) (fun k => ((f' (v * (w k))) * (w k) * (c k)))).
  { apply: eq_sumz => k _ _.
    transitivity ((f' (v * (w k))) * (w k) * (c k)).
    { ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))).
{ have E2 : (sumz 0 (n%:Z - 1) (fun k => ((f' (v * (w k))) * (w k) * (c k)))) = (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun k => ((f' (v * (w k))) * (w k) * (c k)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> k' ? ?; cbv beta].
    transitivity ((f' (v * (w k'))) * (w k') * (c k')).
    { by same. }
    ring. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))).
  { apply: eq_sumz => k' _ _.
    transitivity ((f' (v * (w k'))) * (c k') * (w k')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n%:Z - 1) (fun k' => ((f' (v * (w k'))) * (c k') * (w k')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_fan_out_.
Print Assumptions eq_fan_out.

(* thm-reverse-sweep: A circuit swept *)
Section thm_reverse_sweep_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (x y : R).
Hypothesis D_x : D x = 1.
Hypothesis D_y : D y = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem thm_reverse_sweep :
  (D (x * (f ((x * y) + x)))) =
  ((x * y * (f' ((x * y) + x))) + (x * (f' ((x * y) + x))) + (f ((x * y) + x))).
Proof.
have E1 : (D (x * (f ((x * y) + x)))) = ((1 * (f ((x * y) + x))) + (x * ((f' ((x * y) + x)) * ((1 * y) + 1)))).
{ exact (dmul _ _ _ _ D_x (dfun _ _ _ _ (f_D ((x * y) + x)) (dadd _ _ _ _ (dmul_l _ _ _ D_x D_y) D_x))). }
rewrite ?E1.
transitivity ((f ((x * y) + x)) + (x * (f' ((x * y) + x)) * ((1 * y) + 1))).
{ have E2 : (1 * (f ((x * y) + x))) = (f ((x * y) + x)) :> R.
  { transitivity (f ((x * y) + x)).
    { ring. }
    by []. }
  have E3 : (x * ((f' ((x * y) + x)) * ((1 * y) + 1))) = (x * (f' ((x * y) + x)) * ((1 * y) + 1)) :> R.
  { transitivity (x * (f' ((x * y) + x)) * ((1 * y) + 1)).
    { ring. }
    by []. }
  transitivity ((f ((x * y) + x)) + (x * (f' ((x * y) + x)) * ((1 * y) + 1))).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity ((f ((x * y) + x)) + (x * (f' ((x * y) + x)) * ((1 * y) + 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((x * y * (f' ((x * y) + x))) + (x * (f' ((x * y) + x))) + (f ((x * y) + x))).
{ transitivity ((x * y * (f' ((x * y) + x))) + (x * (f' ((x * y) + x))) + (f ((x * y) + x))).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
  by []. }
transitivity ((x * y * (f' ((x * y) + x))) + (x * (f' ((x * y) + x))) + (f ((x * y) + x))).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
ring.
Qed.
End thm_reverse_sweep_.
Print Assumptions thm_reverse_sweep.

(* thm-reverse-sweep: A circuit swept *)
Section thm_reverse_sweep_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (x y : R).
Hypothesis D_x : D x = 0.
Hypothesis D_y : D y = 1.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem thm_reverse_sweep_2 :
  (D (x * (f ((x * y) + x)))) =
  ((x ^+ 2) * (f' ((x * y) + x))).
Proof.
have E1 : (D (x * (f ((x * y) + x)))) = (x * ((f' ((x * y) + x)) * (x * 1))).
{ exact (dmul_r _ _ _ D_x (dfun _ _ _ _ (f_D ((x * y) + x)) (dadd_l _ _ _ (dmul_r _ _ _ D_x D_y) D_x))). }
rewrite ?E1.
transitivity (x * (f' ((x * y) + x)) * x).
{ transitivity (x * (f' ((x * y) + x)) * x).
  { ring. }
  by []. }
transitivity ((x ^+ 2) * (f' ((x * y) + x))).
{ have E2 : (x * (f' ((x * y) + x)) * x) = ((x ^+ 2) * (f' ((x * y) + x))) :> R.
  { transitivity (x * (f' ((x * y) + x)) * x).
    { by []. }
    ring. }
  exact: E2. }
symmetry.
transitivity ((x ^+ 2) * (f' ((x * y) + x))).
{ transitivity ((x ^+ 2) * (f' ((x * y) + x))).
  { by []. }
  by []. }
transitivity ((x ^+ 2) * (f' ((x * y) + x))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_reverse_sweep_2_.
Print Assumptions thm_reverse_sweep_2.
