From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-input-gradient-1d: Input gradient, one dimension *)
Section eq_input_gradient_1d_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem eq_input_gradient_1d :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w
    m')))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + m) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - m)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (H%:Z - k%:Z)) * ((delta (a - m)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_input_gradient_1d_.
Print Assumptions eq_input_gradient_1d.

(* eq-input-gradient-rot180: Input gradient as a correlation *)
Section eq_input_gradient_rot180_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem eq_input_gradient_rot180 :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a
    - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + m) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - m)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (H%:Z - k%:Z)) * ((delta (a - m)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: sumz_turn; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_input_gradient_rot180_.
Print Assumptions eq_input_gradient_rot180.

(* eq-conv-delta: Delta recursion of a convolutional layer *)
Section eq_conv_delta_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 a.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem eq_conv_delta :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f (z (i + m)))
    * (w m)))))))) =
  ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a -
    m')) * (w m'))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f (z (i + m))) * (w m)))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((f' (z (i + m))) * (kd R (i + m) a)) * (w m))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (z (i + m))) (D_z (i + m))) (D_w m))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((f' (z (i + m))) * (kd R (i + m) a)) * (w m))))).
    { by []. }
    have E2 : (sumz 0 (k%:Z - 1) (fun m => (((f' (z (i + m))) * (kd R (i + m) a)) * (w m)))) = (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m)))) :> R.
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m)))).
      { apply: eq_sumz => m _ _.
        transitivity ((f' (z (i + m))) * (kd R (i + m) a) * (w m)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((f' (z (i + m))) * (kd R (i + m) a)) * (w m))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((f' (z (i + m))) * (kd R (i + m) a) * (w m))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ have E7 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (f' (z a)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (f' (z a)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (f' (z (i + m))) * (kd R (i + m) a) * (w m)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - m)) * ((delta i) * (f' (z (i + m))) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (H%:Z - k%:Z)) * ((delta (a - m)) * (f' (z a)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (f' (z a)) * (w m')).
    { by same. }
    ring. }
  exact: E7. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ transitivity ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))).
  { by []. }
  have E6 : ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))) = (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))) :> R.
  { transitivity ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))).
    { by []. }
    have E5 : ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))) = (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => m' _ _.
      ring. }
    exact: E5. }
  transitivity ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))).
  { by []. }
  transitivity ((f' (z a)) * (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m'))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((f' (z a)) * (inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_conv_delta_.
Print Assumptions eq_conv_delta.

(* eq-conv-adjoint: Adjoint of the convolutional layer *)
Section eq_conv_adjoint_.
Variable R : comRingType.
Variables (C D' F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable delta : int -> int -> int -> int -> R.
Variable w : int -> int -> int -> int -> R.
Variable x : int -> int -> int -> int -> R.
Theorem eq_conv_adjoint :
  (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0
    (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) -
    P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) *
    (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (H%:Z - 1) (fun a => (sumz
    0 (C%:Z - 1) (fun c' => ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z -
    1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z
    - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' *
    D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))))))))))).
Proof.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))).
        { apply: eq_sumz => f _ _.
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
          { by []. }
          have E2 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) :> R.
          { transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
            { by []. }
            have E1 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => c _ _.
              ring. }
            exact: E1. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
          { by []. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n))))))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))).
          { rewrite -?E2; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { by []. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      apply: eq_sumz => f _ _.
      apply: eq_sumz => v _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      apply: eq_sumz => f _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => j _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => j _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_h%:Z - 1) (fun u => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => v _ _.
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => v _ _.
      apply: eq_sumz => j _ _.
      exact: sumz_exchange. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P) ((j * S'%:Z) + (v * D'%:Z) - P) n)))))))))))))))).
    { apply: eq_sumz => n _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => v _ _.
      exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> c' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> v' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((delta f' i' j' n') * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c' u' v') * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n')).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
    { apply: eq_sumz => b _ _.
      transitivity (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))).
      { apply: eq_sumz => a _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))).
          { by []. }
          have E4 : ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))) :> R.
          { transitivity ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))).
            { by []. }
            have E3 : ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v' _ _.
              rewrite sumz_mull; apply: eq_sumz => u' _ _.
              rewrite sumz_mull; apply: eq_sumz => j' _ _.
              rewrite sumz_mull; apply: eq_sumz => i' _ _.
              rewrite sumz_mull; apply: eq_sumz => f' _ _.
              ring. }
            exact: E3. }
          transitivity ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))).
          { by []. }
          transitivity ((x c' a b n') * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))))))))))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))).
{ have E6 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        apply: eq_sumz => c' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        apply: eq_sumz => j' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (H%:Z - 1) (fun a => ((x c' a b n') * (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => b _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        apply: eq_sumz => j' _ _.
        apply: eq_sumz => i' _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => n' _ _.
      apply: eq_sumz => b _ _.
      apply: eq_sumz => c' _ _.
      apply: eq_sumz => v' _ _.
      apply: eq_sumz => u' _ _.
      apply: eq_sumz => j' _ _.
      apply: eq_sumz => i' _ _.
      apply: eq_sumz => f' _ _.
      transitivity (sumz 0 (H%:Z - 1) (fun a => (kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * ((x c' a b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))).
      { apply: eq_sumz => a _ _.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * ((x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v'))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => c' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (W%:Z - 1) (fun b => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        apply: eq_sumz => j' _ _.
        exact: sumz_exchange. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (W%:Z - 1) (fun b => ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n') * (w f' c' u' v')))))))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => c' _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        apply: eq_sumz => j' _ _.
        apply: eq_sumz => i' _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => n' _ _.
      apply: eq_sumz => c' _ _.
      apply: eq_sumz => v' _ _.
      apply: eq_sumz => u' _ _.
      apply: eq_sumz => j' _ _.
      apply: eq_sumz => i' _ _.
      apply: eq_sumz => f' _ _.
      transitivity (sumz 0 (W%:Z - 1) (fun b => (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) b n') * (delta f' i' j' n') * (w f' c' u' v')))).
      { apply: eq_sumz => b _ _.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R ((j' * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * ((inside R ((i' * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (x c' ((i' * S'%:Z) + (u' * D'%:Z) - P) ((j' * S'%:Z) + (v' * D'%:Z) - P) n') * (delta f' i' j' n') * (w f' c' u' v'))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    by []. }
  exact: E6. }
symmetry.
by [].
Qed.
End eq_conv_adjoint_.
Print Assumptions eq_conv_adjoint.

(* eq-input-gradient: Input gradient *)
Section eq_input_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P a b c n : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 a * kd R i2 b * kd R
    i3 n.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= a <= (H%:Z - 1).
Hypothesis where_2 : 0 <= b <= (W%:Z - 1).
Hypothesis where_3 : 0 <= n <= (N'%:Z - 1).
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
Theorem eq_input_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' =>
    (sumz 0 (C%:Z - 1) (fun c' => ((x c' a' b' n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0
    (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0
    (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) +
    (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))))) =
  (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j'
    => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) +
    (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f'
    c u' v')))))))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => ((x c' a' b' n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))))))))))).
{ exact (dsum _ _ _ _ (fun n' _ _ => (dsum _ _ _ _ (fun b' _ _ => (dsum _ _ _ _ (fun a' _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (D_x c' a' b' n') (dsum0 _ _ _ (fun v _ _ => (dsum0 _ _ _ (fun u _ _ => (dsum0 _ _ _ (fun j _ _ => (dsum0 _ _ _ (fun i _ _ => (dsum0 _ _ _ (fun f _ _ => (dmul_0 _ _ (dmul_0 _ _ (dmul_0 _ _ (dkd _ _) (dkd _ _)) (D_delta f i j n')) (D_w f c' u v))))))))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))).
    { apply: eq_sumz => b' _ _.
      transitivity (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))).
      { apply: eq_sumz => a' _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))).
        { apply: eq_sumz => c' _ _.
          transitivity ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))).
          { ring. }
          have E3 : (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))) :> R.
          { transitivity (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))).
            { by []. }
            have E2 : (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => j _ _.
              rewrite sumz_mull; apply: eq_sumz => i _ _.
              rewrite sumz_mull; apply: eq_sumz => f _ _.
              ring. }
            exact: E2. }
          transitivity (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))).
          { ring. }
          transitivity (((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n)) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v))))))))))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))).
          { rewrite -?E3; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))))).
{ have E4 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))))) :> R.
  { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n) * (w f c u v)))))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => a' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => a' _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => a' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (F'%:Z - 1) (fun f => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => a' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (C%:Z - 1) (fun c' => ((kd R c' c) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => a' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => b' _ _.
        apply: eq_sumz => a' _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c' u v)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (F'%:Z - 1) (fun f => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (H%:Z - 1) (fun a' => ((inside R c 0 (C%:Z - 1)) * (kd R a' a) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => b' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => b' _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun a' => (kd R a' a) * ((inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))).
        { apply: eq_sumz => a' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R a 0 (H%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
        { apply: eq_sumz => n' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (W%:Z - 1) (fun b' => (sumz 0 (F'%:Z - 1) (fun f => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (W%:Z - 1) (fun b' => ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R b' b) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))))).
        { apply: eq_sumz => n' _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n' _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (W%:Z - 1) (fun b' => (kd R b' b) * ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b' ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))).
        { apply: eq_sumz => b' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R b 0 (W%:Z - 1)) * ((inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R n 0 (N'%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n) * (w f c u v)))))))))))).
      { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
        { apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
        { apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (F'%:Z - 1) (fun f => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
        { apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R n' n) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))))))))))))).
        { apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n') * (w f c u v)))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R b 0 (W%:Z - 1)) * (inside R a 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R b ((j * S'%:Z) + (v * D'%:Z) - P)) * (delta f i j n) * (w f c u v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => v ? ?.
      apply: eq_sumz => u ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => f ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R b 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R a 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> v' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))))).
{ transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))))).
  { apply: eq_sumz => v' _ _.
    transitivity (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))).
    { apply: eq_sumz => u' _ _.
      transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))).
      { apply: eq_sumz => j' _ _.
        transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))).
        { apply: eq_sumz => i' _ _.
          transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))).
          { apply: eq_sumz => f' _ _.
            transitivity ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')).
            { by []. }
            by []. }
          by rewrite ?sumz_add ?sumz0. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((kd R a ((i' * S'%:Z) + (u' * D'%:Z) - P)) * (kd R b ((j' * S'%:Z) + (v' * D'%:Z) - P)) * (delta f' i' j' n) * (w f' c u' v')))))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_input_gradient_.
Print Assumptions eq_input_gradient.

(* eq-input-gradient-strided: Input gradient, dilation one *)
Section eq_input_gradient_strided_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P a b c n : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 a * kd R i2 b * kd R
    i3 n.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= a <= (H%:Z - 1).
Hypothesis where_2 : 0 <= b <= (W%:Z - 1).
Hypothesis where_3 : 0 <= n <= (N'%:Z - 1).
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
Theorem eq_input_gradient_strided :
  (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i
    => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0
    (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0
    (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (x c' ((i *
    S'%:Z) + u - P) ((j * S'%:Z) + v - P) n')))))))))))))))))) =
  (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' =>
    ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0
    (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' *
    S'%:Z)))))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (x c' ((i * S'%:Z) + u - P) ((j * S'%:Z) + v - P) n')))))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1))) * (w f c' u v)) * ((kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))))))).
{ exact (dsum _ _ _ _ (fun n' _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_r _ _ _ (D_delta f i j n') (dsum _ _ _ _ (fun v _ _ => (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_r _ _ _ (dmul_0 _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f c' u v)) (D_x c' ((i * S'%:Z) + u - P) ((j * S'%:Z) + v - P) n'))))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))).
        { apply: eq_sumz => f _ _.
          transitivity ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1))) * (w f c' u v)) * ((kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))).
          { by []. }
          have E2 : (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1))) * (w f c' u v)) * ((kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))) :> R.
          { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))).
            { apply: eq_sumz => v _ _.
              transitivity (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))).
              { apply: eq_sumz => u _ _.
                transitivity (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))).
                { apply: eq_sumz => c' _ _.
                  transitivity ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))) :> R.
          { transitivity ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))))))))).
            { by []. }
            have E3 : ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => c' _ _.
              ring. }
            exact: E3. }
          transitivity ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1))) * (w f c' u v)) * ((kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))).
          { by []. }
          transitivity ((delta f i j n') * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R c' c) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (delta f i j n) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z)))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c' u v) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((i * S'%:Z) + u - P) a) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => ((inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) v) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun u => (kd R u (P + a - (i * S'%:Z))) * ((inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R ((i * S'%:Z) + u - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n)))).
        { apply: eq_sumz => u _ _.
          have -> : (kd R ((i * S'%:Z) + u - P) a) = (kd R u (P + a - (i * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) v) * (kd R ((j * S'%:Z) + v - P) b) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))) * (kd R n' n)))))))))).
      { apply: eq_sumz => n' _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (kd R v (P + b - (j * S'%:Z))) * ((inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P) 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) v) * (kd R n' n)))).
        { apply: eq_sumz => v _ _.
          have -> : (kd R ((j * S'%:Z) + v - P) b) = (kd R v (P + b - (j * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * ((inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))) * (kd R n' n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R n 0 (N'%:Z - 1)) * (inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z)))))))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))) * (kd R n' n)))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))) * (kd R n' n)))))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (N'%:Z - 1) (fun n' => ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))) * (kd R n' n)))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n') * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z)))))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((inside R (P + b - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R b 0 (W%:Z - 1)) * (w f c (P + a - (i * S'%:Z)) (P + b - (j * S'%:Z))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => f ? ?.
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R a 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R b 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))))).
{ transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))))).
  { apply: eq_sumz => j' _ _.
    transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))).
    { apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))).
      { apply: eq_sumz => f' _ _.
        transitivity ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))).
        { by []. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P + b - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' n) * (w f' c (P + a - (i' * S'%:Z)) (P + b - (j' * S'%:Z)))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_input_gradient_strided_.
Print Assumptions eq_input_gradient_strided.

(* eq-stretched-delta: Stretched delta *)
Section eq_stretched_delta_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H O_h S' k : nat).
Variables (P a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem eq_stretched_delta :
  (D (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i *
    S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (x ((i * S'%:Z) + m - P))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P
    + a - m')) * (delta i'))))))).
Proof.
have E1 : (D (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (x ((i * S'%:Z) + m - P))))))))) = (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m)) * (kd R ((i * S'%:Z) + m - P) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (dmul_0 _ _ (dins _ _ _) (D_w m)) (D_x ((i * S'%:Z) + m - P)))))))). }
rewrite ?E1.
transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))))).
{ transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m)) * (kd R ((i * S'%:Z) + m - P) a))))).
    { by []. }
    have E2 : (sumz 0 (k%:Z - 1) (fun m => (((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m)) * (kd R ((i * S'%:Z) + m - P) a)))) = (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))) :> R.
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))).
      { apply: eq_sumz => m _ _.
        transitivity ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => (((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m)) * (kd R ((i * S'%:Z) + m - P) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (w (P + a - (i' * S'%:Z))) * (delta i')))).
{ have E7 : (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m) * (kd R ((i * S'%:Z) + m - P) a)))))) = (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (w (P + a - (i' * S'%:Z))) * (delta i')))) :> R.
  { transitivity (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (P + a - (i * S'%:Z)) 0 (k%:Z - 1)) * (delta i) * (w (P + a - (i * S'%:Z)))))).
    { transitivity (sumz 0 (O_h%:Z - 1) (fun i => ((inside R (P + a - (i * S'%:Z)) 0 (k%:Z - 1)) * (delta i) * (inside R a 0 (H%:Z - 1)) * (w (P + a - (i * S'%:Z)))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m (P + a - (i * S'%:Z))) * ((delta i) * (inside R ((i * S'%:Z) + m - P) 0 (H%:Z - 1)) * (w m)))).
        { apply: eq_sumz => m _ _.
          have -> : (kd R ((i * S'%:Z) + m - P) a) = (kd R m (P + a - (i * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (P + a - (i * S'%:Z)) 0 (k%:Z - 1)) * ((delta i) * (inside R a 0 (H%:Z - 1)) * (w (P + a - (i * S'%:Z))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R a 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (delta i') * (w (P + a - (i' * S'%:Z)))).
    { by same. }
    ring. }
  exact: E7. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))))).
  { apply: eq_sumz => m' _ _.
    transitivity ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))).
    { by []. }
    have E6 : ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))) = (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))) :> R.
    { transitivity ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))).
      { by []. }
      have E5 : ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))) = (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i' _ _.
        ring. }
      exact: E5. }
    transitivity ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))).
    { by []. }
    transitivity ((w m') * (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R (i' * S'%:Z) (P + a - m')) * (delta i'))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))).
    { rewrite -?E6; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (w (P + a - (i' * S'%:Z))) * (delta i')))).
{ have E8 : (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))))) = (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (w (P + a - (i' * S'%:Z))) * (delta i')))) :> R.
  { transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * (w (P + a - (i' * S'%:Z))) * (delta i')))).
    { transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (kd R (i' * S'%:Z) (P + a - m')) * (delta i')))))).
      { exact: sumz_exchange. }
      apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (k%:Z - 1) (fun m' => (kd R m' (P + a - (i' * S'%:Z))) * ((w m') * (delta i')))).
      { apply: eq_sumz => m' _ _.
        have -> : (kd R (i' * S'%:Z) (P + a - m')) = (kd R m' (P + a - (i' * S'%:Z))) by bits.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R (P + a - (i' * S'%:Z)) 0 (k%:Z - 1)) * ((w (P + a - (i' * S'%:Z))) * (delta i'))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    by []. }
  exact: E8. }
symmetry.
by [].
Qed.
End eq_stretched_delta_.
Print Assumptions eq_stretched_delta.
