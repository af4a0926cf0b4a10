From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* thm-receptive-field: One layer more *)
Section thm_receptive_field_.
Variable R : comRingType.
Variables (i l : int).
Variable D' : int -> R.
Variable J : int -> R.
Variable S' : int -> R.
Variable k : int -> R.
Variable r : int -> R.
Theorem thm_receptive_field :
  ((- (i%:~R * (J (l - 1)) * (S' l))) + (((i%:~R * (S' l)) + (((k l) - 1) * (D' l))) * (J (l -
    1))) + (r (l - 1))) =
  ((((k l) - 1) * (D' l) * (J (l - 1))) + (r (l - 1))).
Proof.
transitivity (((- 1) * i%:~R * (J (l - 1)) * (S' l)) + (((i%:~R * (S' l)) + (((k l) - 1) * (D' l))) * (J (l - 1))) + (r (l - 1))).
{ have E1 : (- (i%:~R * (J (l - 1)) * (S' l))) = ((- 1) * i%:~R * (J (l - 1)) * (S' l)) :> R.
  { transitivity ((- 1) * i%:~R * (J (l - 1)) * (S' l)).
    { ring. }
    by []. }
  transitivity (((- 1) * i%:~R * (J (l - 1)) * (S' l)) + (((i%:~R * (S' l)) + (((k l) - 1) * (D' l))) * (J (l - 1))) + (r (l - 1))).
  { exact: (f_equal2 +%R (f_equal2 +%R E1 (erefl _)) (erefl _)). }
  by []. }
transitivity (((- 1) * i%:~R * (J (l - 1)) * (S' l)) + (((i%:~R * (S' l)) + (((k l) - 1) * (D' l))) * (J (l - 1))) + (r (l - 1))).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
transitivity ((((k l) - 1) * (D' l) * (J (l - 1))) + (r (l - 1))).
{ transitivity ((((k l) - 1) * (D' l) * (J (l - 1))) + (r (l - 1))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((((k l) - 1) * (D' l) * (J (l - 1))) + (r (l - 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_receptive_field_.
Print Assumptions thm_receptive_field.

(* thm-tied-dense: Forward: the correlation *)
Section thm_tied_dense_.
Variable R : comRingType.
Variables (H k : nat).
Variables (i : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_tied_dense :
  (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))) =
  (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
Proof.
transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))).
{ transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))).
  { apply: eq_sumz => a _ _.
    transitivity ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ have E1 : (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))) = (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + i) 0 (H%:Z - 1)) * (w m') * (x (m' + i))))).
    { transitivity (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (k%:Z - 1) (fun m' => ((kd R m' (a - i)) * (w (a - i)) * (x a)))))).
      { apply: eq_sumz => a _ _.
        transitivity ((inside R (a - i) 0 (k%:Z - 1)) * ((w (a - i)) * (x a))).
        { ring. }
        transitivity (sumz 0 (k%:Z - 1) (fun m' => (kd R m' (a - i)) * ((w (a - i)) * (x a)))).
        { exact: inside_sumz. }
        by apply: eq_sumz => m' _ _; ring. }
      transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + i) 0 (H%:Z - 1)) * (w m') * (x (m' + i))))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (H%:Z - 1) (fun a => ((kd R m' (a - i)) * (w (a - i)) * (x a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m' _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun a => (kd R a (m' + i)) * ((w (a - i)) * (x a)))).
        { apply: eq_sumz => a _ _.
          have -> : (kd R m' (a - i)) = (kd R a (m' + i)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (m' + i) 0 (H%:Z - 1)) * ((w m') * (x (m' + i)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m ? ?; cbv beta].
    transitivity ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))).
    { by same. }
    by []. }
  exact: E1. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
  { apply: eq_sumz => m _ _.
    transitivity ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_tied_dense_.
Print Assumptions thm_tied_dense.

(* eq-tied-gradient: Sum over the copies *)
Section eq_tied_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_tied_gradient :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a -
    i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))))))) =
  (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (H%:Z - k%:Z) (fun i' => ((kd R p (a' - i')) * (delta
    i') * (x a')))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun a _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dins _ _ _) (D_w (a - i))) (D_x a))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))).
    { by []. }
    have E2 : (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a)))) = (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
    { transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))).
      { apply: eq_sumz => a _ _.
        transitivity ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))) = (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))) = (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => a _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ have E5 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R (i + p) 0 (H%:Z - 1)) * (delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun a => (kd R a (i + p)) * ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (x a)))).
        { apply: eq_sumz => a _ _.
          have -> : (kd R (a - i) p) = (kd R a (i + p)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (i + p) 0 (H%:Z - 1)) * ((delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R (i + p) 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (H%:Z - k%:Z) (fun i' => ((kd R p (a' - i')) * (delta i') * (x a')))))).
{ transitivity (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (H%:Z - k%:Z) (fun i' => ((kd R p (a' - i')) * (delta i') * (x a')))))).
  { apply: eq_sumz => a' _ _.
    transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((kd R p (a' - i')) * (delta i') * (x a')))).
    { apply: eq_sumz => i' _ _.
      transitivity ((kd R p (a' - i')) * (delta i') * (x a')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ have E6 : (sumz 0 (H%:Z - 1) (fun a' => (sumz 0 (H%:Z - k%:Z) (fun i' => ((kd R p (a' - i')) * (delta i') * (x a')))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((inside R (i' + p) 0 (H%:Z - 1)) * (delta i') * (x (i' + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => (sumz 0 (H%:Z - 1) (fun a' => ((kd R p (a' - i')) * (delta i') * (x a')))))).
      { exact: sumz_exchange. }
      apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (H%:Z - 1) (fun a' => (kd R a' (i' + p)) * ((delta i') * (x a')))).
      { apply: eq_sumz => a' _ _.
        have -> : (kd R p (a' - i')) = (kd R a' (i' + p)) by bits.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R (i' + p) 0 (H%:Z - 1)) * ((delta i') * (x (i' + p)))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    apply: eq_sumz => i' ? ?.
    have -> : (inside R (i' + p) 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
    ring. }
  exact: E6. }
symmetry.
by [].
Qed.
End eq_tied_gradient_.
Print Assumptions eq_tied_gradient.

(* eq-tied-gradient: The kernel gradient *)
Section eq_tied_gradient_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_tied_gradient_2 :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a -
    i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun a _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dins _ _ _) (D_w (a - i))) (D_x a))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))).
    { by []. }
    have E2 : (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a)))) = (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
    { transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))).
      { apply: eq_sumz => a _ _.
        transitivity ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))) = (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))) = (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => a _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => (((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p)) * (x a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ have E5 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun a => ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (kd R (a - i) p) * (x a)))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R (i + p) 0 (H%:Z - 1)) * (delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun a => (kd R a (i + p)) * ((delta i) * (inside R (a - i) 0 (k%:Z - 1)) * (x a)))).
        { apply: eq_sumz => a _ _.
          have -> : (kd R (a - i) p) = (kd R a (i + p)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (i + p) 0 (H%:Z - 1)) * ((delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R (i + p) 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (x (i' + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_tied_gradient_2_.
Print Assumptions eq_tied_gradient_2.

(* eq-im2col: The layer as a matrix product *)
Section eq_im2col_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w S' W k_h k_w : nat).
Variables (P c f u v : int).
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
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 f * kd R i1 c * kd R i2 u * kd R
    i3 v.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= f <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= c <= (C%:Z - 1).
Hypothesis where_2 : 0 <= u <= (k_h%:Z - 1).
Hypothesis where_3 : 0 <= v <= (k_w%:Z - 1).
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
Theorem eq_im2col :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z -
    1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0
    (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c' u' v') *
    (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))) * (delta
    f' i j n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z
    * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' *
    S'%:Z) + (D'%:Z * v) - P) n')))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (((b f') + (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (w f' c' u' v') * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))) * (delta f' i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v))) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) * (delta f' i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f' _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b f') (dsum _ _ _ _ (fun v' _ _ => (dsum _ _ _ _ (fun u' _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f' c' u' v')) (D_x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))) (D_delta f' i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))).
        { apply: eq_sumz => f' _ _.
          transitivity ((sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v))) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) * (delta f' i j n)).
          { by []. }
          have E2 : (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v))) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) :> R.
          { transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))).
            { apply: eq_sumz => v' _ _.
              transitivity (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))).
              { apply: eq_sumz => u' _ _.
                transitivity (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))).
                { apply: eq_sumz => c' _ _.
                  transitivity ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) :> R.
          { transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))).
            { by []. }
            have E3 : ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v' _ _.
              rewrite sumz_mull; apply: eq_sumz => u' _ _.
              rewrite sumz_mull; apply: eq_sumz => c' _ _.
              ring. }
            exact: E3. }
          transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1))) * ((kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v))) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))).
          { ring. }
          transitivity ((delta f' i j n) * (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (D'%:Z * v) - P) n)))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (F'%:Z - 1) (fun f' => ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R f' f) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v' _ _.
          apply: eq_sumz => u' _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (kd R f' f) * ((delta f' i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))).
        { apply: eq_sumz => f' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * ((delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R c' c) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => (sumz 0 (k_h%:Z - 1) (fun u' => ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u' u) * (kd R v' v) * (x c ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v' _ _.
        apply: eq_sumz => u' _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u' u) * (kd R v' v) * (x c' ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R u' u) * (kd R v' v) * (x c ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v' => ((inside R u 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v' v) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v' _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun u' => (kd R u' u) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (u' * D'%:Z) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v' v) * (x c ((i * S'%:Z) + (u' * D'%:Z) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))).
        { apply: eq_sumz => u' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R u 0 (k_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (kd R v' v) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R v 0 (k_w%:Z - 1)) * (inside R u 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (D'%:Z * v) - P) n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun v' => (kd R v' v) * ((inside R u 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v' * D'%:Z) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (v' * D'%:Z) - P) n)))).
        { apply: eq_sumz => v' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R v 0 (k_w%:Z - 1)) * ((inside R u 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (x c ((i * S'%:Z) + (D'%:Z * u) - P) ((j * S'%:Z) + (D'%:Z * v) - P) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R v 0 (k_w%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R u 0 (k_h%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta f i' j' n') * (inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))).
      { apply: eq_sumz => i' _ _.
        transitivity ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')).
        { by []. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * u) - P) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * v) - P) 0 (W%:Z - 1)) * (delta f i' j' n') * (x c ((i' * S'%:Z) + (D'%:Z * u) - P) ((j' * S'%:Z) + (D'%:Z * v) - P) n')))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_im2col_.
Print Assumptions eq_im2col.
