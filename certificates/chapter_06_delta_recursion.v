From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-weight-gradient: Weight gradient *)
Section eq_weight_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (m n : nat).
Variables (p q : int).
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Hypothesis D_a : forall i0, D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = kd R i0 p * kd R i1 q.
Hypothesis where_0 : 0 <= p <= (m%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n%:Z - 1).
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
Theorem eq_weight_gradient :
  (D (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j) * (w i j))))) *
    (delta i))))) =
  ((a q) * (delta p)).
Proof.
have E1 : (D (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j) * (w i j))))) * (delta i))))) = (sumz 0 (m%:Z - 1) (fun i => ((sumz 0 (n%:Z - 1) (fun j => ((a j) * ((kd R i p) * (kd R j q))))) * (delta i)))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b i) (dsum _ _ _ _ (fun j _ _ => (dmul_r _ _ _ (D_a j) (D_w i j))))) (D_delta i)))). }
rewrite ?E1.
transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))))).
{ transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((sumz 0 (n%:Z - 1) (fun j => ((a j) * ((kd R i p) * (kd R j q))))) * (delta i)).
    { by []. }
    have E2 : (sumz 0 (n%:Z - 1) (fun j => ((a j) * ((kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q)))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q)))).
      { apply: eq_sumz => j _ _.
        transitivity ((a j) * (kd R i p) * (kd R j q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))) :> R.
    { transitivity ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((a j) * ((kd R i p) * (kd R j q)))))).
    { ring. }
    transitivity ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((a j) * (kd R i p) * (kd R j q))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((a q) * (delta p)).
{ have E5 : (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (a j) * (kd R i p) * (kd R j q)))))) = ((a q) * (delta p)) :> R.
  { transitivity ((delta p) * (a q)).
    { transitivity (sumz 0 (n%:Z - 1) (fun j => ((inside R p 0 (m%:Z - 1)) * (delta p) * (a j) * (kd R j q)))).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (m%:Z - 1) (fun i => ((delta i) * (a j) * (kd R i p) * (kd R j q)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (m%:Z - 1) (fun i => (kd R i p) * ((delta i) * (a j) * (kd R j q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (m%:Z - 1)) * ((delta p) * (a j) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (n%:Z - 1)) * (inside R p 0 (m%:Z - 1)) * (delta p) * (a q)).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (m%:Z - 1)) * (delta p) * (a j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n%:Z - 1)) * ((inside R p 0 (m%:Z - 1)) * (delta p) * (a q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (m%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    ring. }
  exact: E5. }
symmetry.
transitivity ((a q) * (delta p)).
{ transitivity ((a q) * (delta p)).
  { by []. }
  by []. }
transitivity ((a q) * (delta p)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_weight_gradient_.
Print Assumptions eq_weight_gradient.

(* eq-weight-gradient: Bias gradient *)
Section eq_weight_gradient_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (m n : nat).
Variables (p : int).
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Hypothesis D_a : forall i0, D (a i0) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 p.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Hypothesis where_0 : 0 <= p <= (m%:Z - 1).
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
Theorem eq_weight_gradient_2 :
  (D (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j) * (w i j))))) *
    (delta i))))) =
  (delta p).
Proof.
have E1 : (D (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j) * (w i j))))) * (delta i))))) = (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i)))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_l _ _ _ (D_b i) (dsum0 _ _ _ (fun j _ _ => (dmul_0 _ _ (D_a j) (D_w i j))))) (D_delta i)))). }
rewrite ?E1.
transitivity (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i)))).
{ transitivity (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i)))).
  { apply: eq_sumz => i _ _.
    transitivity ((kd R i p) * (delta i)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (delta p).
{ have E2 : (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i)))) = (delta p) :> R.
  { transitivity (delta p).
    { transitivity ((inside R p 0 (m%:Z - 1)) * (delta p)).
      { transitivity (sumz 0 (m%:Z - 1) (fun i => (kd R i p) * (delta i))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (m%:Z - 1)) * (delta p)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (m%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E2. }
symmetry.
transitivity (delta p).
{ by []. }
transitivity (delta p).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_weight_gradient_2_.
Print Assumptions eq_weight_gradient_2.

(* eq-output-delta: Any loss *)
Section eq_output_delta_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (n : nat).
Variables (k : int).
Hypothesis n_positive : (0 < n)%N.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = 0.
Variable delta : int -> R.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 k.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= k <= (n%:Z - 1).
Hypothesis given_0 : (delta k) = (D (sumz 0 (n%:Z - 1) (fun j => ((f (z j)) * (c j))))).
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
Theorem eq_output_delta :
  (delta k) =
  ((f' (z k)) * (c k)).
Proof.
rewrite ?given_0.
have E1 : (D (sumz 0 (n%:Z - 1) (fun j => ((f (z j)) * (c j))))) = (sumz 0 (n%:Z - 1) (fun j => (((f' (z j)) * (kd R j k)) * (c j)))).
{ exact (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (z j)) (D_z j)) (D_c j)))). }
rewrite ?E1.
transitivity (sumz 0 (n%:Z - 1) (fun j => ((f' (z j)) * (kd R j k) * (c j)))).
{ transitivity (sumz 0 (n%:Z - 1) (fun j => ((f' (z j)) * (kd R j k) * (c j)))).
  { apply: eq_sumz => j _ _.
    transitivity ((f' (z j)) * (kd R j k) * (c j)).
    { ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((f' (z k)) * (c k)).
{ have E2 : (sumz 0 (n%:Z - 1) (fun j => ((f' (z j)) * (kd R j k) * (c j)))) = ((f' (z k)) * (c k)) :> R.
  { transitivity ((f' (z k)) * (c k)).
    { transitivity ((inside R k 0 (n%:Z - 1)) * (f' (z k)) * (c k)).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j k) * ((f' (z j)) * (c j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((f' (z k)) * (c k))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E2. }
symmetry.
transitivity ((f' (z k)) * (c k)).
{ transitivity ((f' (z k)) * (c k)).
  { by []. }
  by []. }
transitivity ((f' (z k)) * (c k)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_output_delta_.
Print Assumptions eq_output_delta.

(* eq-output-delta-squares: Half the squared error *)
Section eq_output_delta_squares_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n : nat).
Variables (k : int).
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Variable delta : int -> R.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 k.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= k <= (n%:Z - 1).
Hypothesis given_0 : (a k) = (f (z k)).
Hypothesis given_1 : (delta k) = (D ((sumz 0 (n%:Z - 1) (fun j => (((f (z j)) - (y j)) ^+ 2))) /
    2%:r)).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_output_delta_squares :
  (delta k) =
  (((a k) - (y k)) * (f' (z k))).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D ((sumz 0 (n%:Z - 1) (fun j => (((f (z j)) - (y j)) ^+ 2))) / 2%:r)) = ((sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * ((f' (z j)) * (kd R j k))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (dfun _ _ _ _ (f_D (z j)) (D_z j)) (dopp0 _ (D_y j)))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))).
{ transitivity ((sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * ((f' (z j)) * (kd R j k))))) / 2%:r).
  { by []. }
  have E2 : (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * ((f' (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))).
    { apply: eq_sumz => j _ _.
      transitivity (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)).
      { ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k))))).
    { by []. }
    have E3 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: E3. }
  transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * ((f' (z j)) * (kd R j k)))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (((f (z k)) - (y k)) * (f' (z k))).
{ have E5 : (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j)) * (kd R j k)))) = (((f (z k)) - (y k)) * (f' (z k))) :> R.
  { transitivity ((2%:r^-1) * 2%:r * (((f (z k)) - (y k)) ^+ 1) * (f' (z k))).
    { transitivity ((inside R k 0 (n%:Z - 1)) / 2%:r * 2%:r * (((f (z k)) - (y k)) ^+ 1) * (f' (z k))).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j k) * ((2%:r^-1) * 2%:r * (((f (z j)) - (y j)) ^+ 1) * (f' (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((2%:r^-1) * 2%:r * (((f (z k)) - (y k)) ^+ 1) * (f' (z k)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (((f (z k)) - (y k)) * (f' (z k))).
{ transitivity (((f (z k)) - (y k)) * (f' (z k))).
  { by []. }
  by []. }
transitivity (((f (z k)) - (y k)) * (f' (z k))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_output_delta_squares_.
Print Assumptions eq_output_delta_squares.

(* eq-output-delta-sigmoid: Sigmoid and binary cross entropy *)
Section eq_output_delta_sigmoid_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n : nat).
Variables (k : int).
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Variable delta : int -> R.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 k.
Variables (exp_ log_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= k <= (n%:Z - 1).
Hypothesis given_0 : (a k) = ((1 + (exp_ (- (z k))))^-1).
Hypothesis given_1 : (delta k) = (D (- (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (log_ (1 - ((1
    + (exp_ (- (z j))))^-1)))) + ((log_ ((1 + (exp_ (- (z j))))^-1)) * (y j))))))).
Hypothesis nonzero_0 : (1 + (exp_ (- (z k)))) != 0.
Hypothesis nonzero_1 : forall j, 0 <= j -> j <= (n%:Z - 1) -> (1 - ((1 + (exp_ (- (z j))))^-1)) !=
    0.
Hypothesis nonzero_2 : forall j, 0 <= j -> j <= (n%:Z - 1) -> (1 + (exp_ (- (z j)))) != 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | apply: nonzero_1; lia | apply: nonzero_2; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_output_delta_sigmoid :
  (delta k) =
  ((a k) - (y k)).
Proof.
rewrite ?given_0.
rewrite ?given_1.
have E1 : (D (- (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (log_ (1 - ((1 + (exp_ (- (z j))))^-1)))) + ((log_ ((1 + (exp_ (- (z j))))^-1)) * (y j))))))) = (- (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (((1 - ((1 + (exp_ (- (z j))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))))) + (((((1 + (exp_ (- (z j))))^-1)^-1) * ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))) * (y j)))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n%:Z - 1)) => (dadd _ _ _ _ (dmul_r _ _ _ (dadd_0 _ _ done (dopp0 _ (D_y j))) (dfun _ _ _ _ (log__D (1 - ((1 + (exp_ (- (z j))))^-1)) ltac:(nz)) (dadd_r _ _ _ done (dopp _ _ (dinv (1 + (exp_ (- (z j)))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- (z j))) (dopp _ _ (D_z j))))))))) (dmul_l _ _ _ (dfun _ _ _ _ (log__D ((1 + (exp_ (- (z j))))^-1) ltac:(nz)) (dinv (1 + (exp_ (- (z j)))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- (z j))) (dopp _ _ (D_z j)))))) (D_y j)))))). }
rewrite ?E1.
transitivity ((sumz 0 (n%:Z - 1) (fun j => ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))).
{ transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (((1 - ((1 + (exp_ (- (z j))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))))) + (((((1 + (exp_ (- (z j))))^-1)^-1) * ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))) * (y j)))))).
  { ring. }
  have E4 : (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (((1 - ((1 + (exp_ (- (z j))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))))) + (((((1 + (exp_ (- (z j))))^-1)^-1) * ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))) * (y j))))) = ((sumz 0 (n%:Z - 1) (fun j => ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)) + ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))).
    { apply: eq_sumz => j _ _.
      have E2 : ((1 - (y j)) * (((1 - ((1 + (exp_ (- (z j))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))))) = ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)) :> R.
      { transitivity ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)).
        { ring. }
        by []. }
      have E3 : (((((1 + (exp_ (- (z j))))^-1)^-1) * ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))) * (y j)) = ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)) :> R.
      { transitivity ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)).
        { ring. }
        by []. }
      transitivity (((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)) + ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))).
      { exact: (f_equal2 +%R E2 E3). }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E7 : ((- 1) * ((sumz 0 (n%:Z - 1) (fun j => ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)))))) = ((sumz 0 (n%:Z - 1) (fun j => ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))) :> R.
  { transitivity (((- 1) * (sumz 0 (n%:Z - 1) (fun j => ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k))))) + ((- 1) * (sumz 0 (n%:Z - 1) (fun j => ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)))))).
    { ring. }
    have E5 : ((- 1) * (sumz 0 (n%:Z - 1) (fun j => ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    have E6 : ((- 1) * (sumz 0 (n%:Z - 1) (fun j => ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: (f_equal2 +%R E5 E6). }
  transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun j => (((1 - (y j)) * (((1 - ((1 + (exp_ (- (z j))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))))) + (((((1 + (exp_ (- (z j))))^-1)^-1) * ((- (((1 + (exp_ (- (z j))))^-1) ^+ 2)) * ((exp_ (- (z j))) * (- (kd R j k))))) * (y j)))))).
  { by []. }
  transitivity ((- 1) * ((sumz 0 (n%:Z - 1) (fun j => ((1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((((1 + (exp_ (- (z j))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity ((sumz 0 (n%:Z - 1) (fun j => ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (((- 1) * (1 - (y k)) / (1 - ((1 + (exp_ (- (z k))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1)) + ((- 1) / ((1 + (exp_ (- (z k))))^-1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1) * (y k))).
{ have E9 : (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k)))) = ((- 1) * (1 - (y k)) / (1 - ((1 + (exp_ (- (z k))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1)) :> R.
  { transitivity ((- 1) * (1 - (y k)) / (1 - ((1 + (exp_ (- (z k))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1)).
    { transitivity ((inside R k 0 (n%:Z - 1)) * (- 1) * (1 - (y k)) / (1 - ((1 + (exp_ (- (z k))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1)).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j k) * ((- 1) * (1 - (y j)) / (1 - ((1 + (exp_ (- (z j))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((- 1) * (1 - (y k)) / (1 - ((1 + (exp_ (- (z k))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E10 : (sumz 0 (n%:Z - 1) (fun j => ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (kd R j k) * (y j)))) = ((- 1) / ((1 + (exp_ (- (z k))))^-1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1) * (y k)) :> R.
  { transitivity ((- 1) / ((1 + (exp_ (- (z k))))^-1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1) * (y k)).
    { transitivity ((inside R k 0 (n%:Z - 1)) * (- 1) / ((1 + (exp_ (- (z k))))^-1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1) * (y k)).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j k) * ((- 1) / ((1 + (exp_ (- (z j))))^-1) * (- 1) * (((1 + (exp_ (- (z j))))^-1) ^+ 2) * (exp_ (- (z j))) * (- 1) * (y j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((- 1) / ((1 + (exp_ (- (z k))))^-1) * (- 1) * (((1 + (exp_ (- (z k))))^-1) ^+ 2) * (exp_ (- (z k))) * (- 1) * (y k))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: (f_equal2 +%R E9 E10). }
symmetry.
transitivity (((1 + (exp_ (- (z k))))^-1) + ((- 1) * (y k))).
{ have E8 : (- (y k)) = ((- 1) * (y k)) :> R.
  { transitivity ((- 1) * (y k)).
    { ring. }
    by []. }
  transitivity (((1 + (exp_ (- (z k))))^-1) + ((- 1) * (y k))).
  { exact: (f_equal2 +%R (erefl _) E8). }
  by []. }
transitivity (((1 + (exp_ (- (z k))))^-1) + ((- 1) * (y k))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_output_delta_sigmoid_.
Print Assumptions eq_output_delta_sigmoid.

(* eq-output-delta-softmax: Softmax and cross entropy *)
Section eq_output_delta_softmax_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n : nat).
Variables (k : int).
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> R.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 k.
Variables (exp_ log_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b.
Hypothesis exp_opp : forall a, exp_ (- a) = (exp_ a)^-1.
Hypothesis exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n.
Hypothesis exp_0 : exp_ 0 = 1.
Hypothesis log_mul : forall a b, a != 0 -> b != 0 -> log_ (a * b) = log_ a + log_ b.
Hypothesis log_inv : forall a, a != 0 -> log_ (a^-1) = - log_ a.
Hypothesis log_nat : forall (n : nat) a, a != 0 -> log_ (a ^+ n) = n%:R * log_ a.
Hypothesis log_1 : log_ 1 = 0.
Hypothesis log_exp : forall a, log_ (exp_ a) = a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= k <= (n%:Z - 1).
Hypothesis given_0 : (a k) = ((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))).
Hypothesis given_1 : (sumz 0 (n%:Z - 1) (fun j'' => (y j''))) = 1.
Hypothesis nonzero_0 : (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j')))) != 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_output_delta_softmax :
  (D (- (sumz 0 (n%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (n%:Z - 1) (fun j => (exp_
    (z j)))))) * (y k')))))) =
  ((a k) - (y k)).
Proof.
rewrite ?given_0.
have E6 : (D (- (sumz 0 (n%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))))) = (D (- (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))))).
{ transitivity (D (- (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))))).
  { have E5 : (- (sumz 0 (n%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k'))))) = (- (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k'))))) :> R.
    { transitivity (- (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k'))))).
      { have E4 : (sumz 0 (n%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))) = (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))) :> R.
        { transitivity (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))).
          { apply: eq_sumz => k' ? ?.
            transitivity (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')).
            { have E3 : (log_ ((exp_ (z k')) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) = ((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
              { transitivity ((log_ (exp_ (z k'))) + (log_ ((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1))).
                { apply: log_mul; nz. }
                transitivity ((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))).
                { transitivity ((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))).
                  { have E1 : (log_ (exp_ (z k'))) = (z k') :> R.
                    { transitivity (z k').
                      { exact: log_exp. }
                      by []. }
                    have E2 : (log_ ((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1)) = (- (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
                    { transitivity (- (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))).
                      { apply: log_inv; nz. }
                      by []. }
                    exact: (f_equal2 +%R E1 E2). }
                  by []. }
                by []. }
              exact: (f_equal2 *%R E3 (erefl _)). }
            by []. }
          by []. }
        exact: (f_equal -%R E4). }
      by []. }
    exact: (f_equal D E5). }
  by []. }
rewrite ?E6.
have E7 : (D (- (sumz 0 (n%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))))) * (y k')))))) = (- (sumz 0 (n%:Z - 1) (fun k' => (((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) * (y k'))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun k' (k'_lo : 0 <= k') (k'_hi : k' <= (n%:Z - 1)) => (dmul_l _ _ _ (dadd _ _ _ _ (D_z k') (dopp _ _ (dfun _ _ _ _ (log__D (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) ltac:(nz)) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n%:Z - 1)) => (dfun _ _ _ _ (exp__D (z j)) (D_z j))))))) (D_y k'))))). }
rewrite ?E7.
transitivity ((sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))).
{ transitivity ((sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))).
  { transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun k' => (((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) * (y k'))))).
    { ring. }
    have E14 : (sumz 0 (n%:Z - 1) (fun k' => (((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) * (y k')))) = ((sumz 0 (n%:Z - 1) (fun k' => ((y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun k' => (((y k') * (kd R k' k)) + (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))).
      { apply: eq_sumz => k' _ _.
        transitivity (((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) * (y k')).
        { by []. }
        have E11 : ((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) = ((kd R k' k) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))) :> R.
        { have E10 : (- (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) :> R.
          { transitivity ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))).
            { ring. }
            have E9 : (((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) :> R.
            { transitivity (((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))).
              { by []. }
              have E8 : (((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) :> R.
              { rewrite sumz_mull; apply: eq_sumz => j _ _.
                ring. }
              exact: E8. }
            transitivity (((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))).
            { ring. }
            transitivity (((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))).
            { exact: (f_equal2 *%R (erefl _) (erefl _)). }
            transitivity (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))).
            { rewrite -?E9; ring. }
            by []. }
          transitivity ((kd R k' k) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))).
          { exact: (f_equal2 +%R (erefl _) E10). }
          by []. }
        have E13 : ((y k') * ((kd R k' k) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))) = (((y k') * (kd R k' k)) + (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))) :> R.
        { transitivity (((y k') * (kd R k' k)) + ((y k') * (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))).
          { ring. }
          have E12 : ((y k') * (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))) = (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: (f_equal2 +%R (erefl _) E12). }
        transitivity ((y k') * ((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k))))))).
        { ring. }
        transitivity ((y k') * ((kd R k' k) + (sumz 0 (n%:Z - 1) (fun j => ((- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))).
        { exact: (f_equal2 *%R (erefl _) E11). }
        transitivity (((y k') * (kd R k' k)) + (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))).
        { rewrite -?E13; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E17 : ((- 1) * ((sumz 0 (n%:Z - 1) (fun k' => ((y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))))) = ((sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))) :> R.
    { transitivity (((- 1) * (sumz 0 (n%:Z - 1) (fun k' => ((y k') * (kd R k' k))))) + ((- 1) * (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))))).
      { ring. }
      have E15 : ((- 1) * (sumz 0 (n%:Z - 1) (fun k' => ((y k') * (kd R k' k))))) = (sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => k' _ _.
        ring. }
      have E16 : ((- 1) * (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))) = (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => k' _ _.
        rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: (f_equal2 +%R E15 E16). }
    transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun k' => (((kd R k' k) - (((sumz 0 (n%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (n%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j k)))))) * (y k'))))).
    { by []. }
    transitivity ((- 1) * ((sumz 0 (n%:Z - 1) (fun k' => ((y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))))).
    { exact: (f_equal2 *%R (erefl _) E14). }
    transitivity ((sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) + (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k))))))).
    { rewrite -?E17; ring. }
    by []. }
  have E18 : (sumz 0 (n%:Z - 1) (fun k' => (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))) = (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz => j _ _.
    transitivity (((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)) * (sumz 0 (n%:Z - 1) (fun j'' => (y j'')))).
    { rewrite sumz_mull; apply: eq_sumz => k' _ _.
      ring. }
    transitivity (((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)) * 1).
    { exact: (f_equal2 *%R (erefl _) given_1). }
    ring. }
  exact: (f_equal2 +%R (erefl _) E18). }
transitivity (((- 1) * (y k)) + ((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j')))))).
{ have E20 : (sumz 0 (n%:Z - 1) (fun k' => ((- 1) * (y k') * (kd R k' k)))) = ((- 1) * (y k)) :> R.
  { transitivity ((- 1) * (y k)).
    { transitivity ((inside R k 0 (n%:Z - 1)) * (- 1) * (y k)).
      { transitivity (sumz 0 (n%:Z - 1) (fun k' => (kd R k' k) * ((- 1) * (y k')))).
        { apply: eq_sumz => k' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((- 1) * (y k))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E22 : (sumz 0 (n%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j k)))) = ((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
  { transitivity ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z k))).
    { transitivity ((inside R k 0 (n%:Z - 1)) * (- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z k))).
      { transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j k) * ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R k 0 (n%:Z - 1)) * ((- 1) * (- 1) / (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z k)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R k 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E21 : (sumz 0 (n%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j')))).
    { by same. }
    rewrite ?E21.
    fieldz. }
  exact: (f_equal2 +%R E20 E22). }
symmetry.
transitivity (((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (y k))).
{ transitivity (((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (y k))).
  { have E19 : (- (y k)) = ((- 1) * (y k)) :> R.
    { transitivity ((- 1) * (y k)).
      { ring. }
      by []. }
    transitivity (((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (y k))).
    { exact: (f_equal2 +%R (erefl _) E19). }
    by []. }
  exact: (f_equal2 +%R (erefl _) (erefl _)). }
transitivity (((exp_ (z k)) / (sumz 0 (n%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (y k))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_output_delta_softmax_.
Print Assumptions eq_output_delta_softmax.

(* eq-delta-recursion: Delta recursion *)
Section eq_delta_recursion_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (m n : nat).
Variables (q : int).
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable delta_l : int -> R.
Variable delta_l_1 : int -> R.
Hypothesis D_delta_l_1 : forall i0, D (delta_l_1 i0) = 0.
Variable b_l_1 : int -> R.
Hypothesis D_b_l_1 : forall i0, D (b_l_1 i0) = 0.
Variable w_l_1 : int -> int -> R.
Hypothesis D_w_l_1 : forall i0 i1, D (w_l_1 i0 i1) = 0.
Variable z_l : int -> R.
Hypothesis D_z_l : forall i0, D (z_l i0) = kd R i0 q.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= q <= (n%:Z - 1).
Hypothesis given_0 : (delta_l q) = (D (sumz 0 (m%:Z - 1) (fun i => (((b_l_1 i) + (sumz 0 (n%:Z -
    1) (fun j => ((f (z_l j)) * (w_l_1 i j))))) * (delta_l_1 i))))).
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
Theorem eq_delta_recursion :
  (delta_l q) =
  ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))).
Proof.
rewrite ?given_0.
have E1 : (D (sumz 0 (m%:Z - 1) (fun i => (((b_l_1 i) + (sumz 0 (n%:Z - 1) (fun j => ((f (z_l j)) * (w_l_1 i j))))) * (delta_l_1 i))))) = (sumz 0 (m%:Z - 1) (fun i => ((sumz 0 (n%:Z - 1) (fun j => (((f' (z_l j)) * (kd R j q)) * (w_l_1 i j)))) * (delta_l_1 i)))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b_l_1 i) (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (z_l j)) (D_z_l j)) (D_w_l_1 i j))))) (D_delta_l_1 i)))). }
rewrite ?E1.
transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))))).
{ transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((sumz 0 (n%:Z - 1) (fun j => (((f' (z_l j)) * (kd R j q)) * (w_l_1 i j)))) * (delta_l_1 i)).
    { by []. }
    have E2 : (sumz 0 (n%:Z - 1) (fun j => (((f' (z_l j)) * (kd R j q)) * (w_l_1 i j)))) = (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j)))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j)))).
      { apply: eq_sumz => j _ _.
        transitivity ((f' (z_l j)) * (kd R j q) * (w_l_1 i j)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta_l_1 i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))) :> R.
    { transitivity ((delta_l_1 i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j))))).
      { by []. }
      have E3 : ((delta_l_1 i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E3. }
    transitivity ((delta_l_1 i) * (sumz 0 (n%:Z - 1) (fun j => (((f' (z_l j)) * (kd R j q)) * (w_l_1 i j))))).
    { ring. }
    transitivity ((delta_l_1 i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (z_l j)) * (kd R j q) * (w_l_1 i j))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))).
{ have E7 : (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta_l_1 i) * (f' (z_l j)) * (kd R j q) * (w_l_1 i j)))))) = (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun i => ((delta_l_1 i) * (f' (z_l q)) * (w_l_1 i q)))).
    { transitivity (sumz 0 (m%:Z - 1) (fun i => ((inside R q 0 (n%:Z - 1)) * (delta_l_1 i) * (f' (z_l q)) * (w_l_1 i q)))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j q) * ((delta_l_1 i) * (f' (z_l j)) * (w_l_1 i j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n%:Z - 1)) * ((delta_l_1 i) * (f' (z_l q)) * (w_l_1 i q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R q 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta_l_1 i') * (f' (z_l q)) * (w_l_1 i' q)).
    { by same. }
    ring. }
  exact: E7. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))).
{ transitivity ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))).
  { by []. }
  have E6 : ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))) = (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))) :> R.
  { transitivity ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))).
    { by []. }
    have E5 : ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))) = (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E5. }
  transitivity ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))).
  { by []. }
  transitivity ((f' (z_l q)) * (sumz 0 (m%:Z - 1) (fun i' => ((delta_l_1 i') * (w_l_1 i' q))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((f' (z_l q)) * (delta_l_1 i') * (w_l_1 i' q)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_delta_recursion_.
Print Assumptions eq_delta_recursion.

(* thm-backpropagation: Weights w *)
Section thm_backpropagation_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_0 n_1 n_2 n_3 : nat).
Variables (p q : int).
Hypothesis n_0_positive : (0 < n_0)%N.
Hypothesis n_1_positive : (0 < n_1)%N.
Hypothesis n_2_positive : (0 < n_2)%N.
Hypothesis n_3_positive : (0 < n_3)%N.
Variable u : int -> int -> R.
Hypothesis D_u : forall i0 i1, D (u i0 i1) = 0.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = kd R i0 p * kd R i1 q.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (n_3%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n_2%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_backpropagation :
  (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z -
    1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l
    k))))) - (y l)) ^+ 2))) / 2%:r)) =
  (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z -
    1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0
    (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) *
    (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' =>
    ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w
    p k'')))))).
Proof.
have E1 : (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 2))) / 2%:r)) = ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q))))))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (n_3%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (n_2%:Z - 1)) => (dmul_r _ _ _ (dfun0 _ _ _ (f_D (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) (dsum0 _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (n_1%:Z - 1)) => (dmul_0 _ _ (dfun0 _ _ _ (f_D (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) (dsum0 _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n_0%:Z - 1)) => (dmul_0 _ _ (D_u i j) (D_x j))))) (D_v k i))))) (D_w l k))))) (dopp0 _ (D_y l)))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))).
{ transitivity ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q))))))))) / 2%:r).
  { by []. }
  have E5 : (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q))))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))) :> R.
  { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))).
    { apply: eq_sumz => l _ _.
      transitivity (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q)))))).
      { ring. }
      have E2 : (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q))))) = (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))) :> R.
      { transitivity (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))).
        { apply: eq_sumz => k _ _.
          transitivity ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))) = (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))) :> R.
      { transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))).
        { by []. }
        have E3 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))) = (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => k _ _.
          ring. }
        exact: E3. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q)))))).
      { ring. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E7 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))))).
    { by []. }
    have E6 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => l _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E6. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * ((kd R l p) * (kd R k q)))))))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q))))))).
  { exact: (f_equal2 *%R (erefl _) E5). }
  transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k'')))))).
{ have E11 : (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))) = (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k'')))))) :> R.
  { transitivity ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v q i)))))).
    { transitivity (sumz 0 (n_2%:Z - 1) (fun k => ((inside R p 0 (n_3%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R k q)))).
      { transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_3%:Z - 1) (fun l => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R l p) * (kd R k q)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => k _ _.
        transitivity (sumz 0 (n_3%:Z - 1) (fun l => (kd R l p) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R k q)))).
        { apply: eq_sumz => l _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_3%:Z - 1)) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (kd R k q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (n_2%:Z - 1)) * (inside R p 0 (n_3%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v q i)))))).
      { transitivity (sumz 0 (n_2%:Z - 1) (fun k => (kd R k q) * ((inside R p 0 (n_3%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)))))))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n_2%:Z - 1)) * ((inside R p 0 (n_3%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) - (y p)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) * (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v q i))))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (n_2%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (n_3%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E8 : (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) = (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k''))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E8.
    have E9 : (f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w p k))))) = (f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))).
    { apply: (f_equal f).
      by same. }
    rewrite ?E9.
    have E10 : (f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v q i))))) = (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))).
    { apply: (f_equal f).
      by same. }
    rewrite ?E10.
    fieldz. }
  exact: E11. }
symmetry.
transitivity (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k'')))))).
{ transitivity (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k'')))))).
  { by []. }
  by []. }
transitivity (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u i' j') * (x j'))))) * (v k' i'))))) * (w p k'))))) - (y p)) * (f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'' j'') * (x j''))))) * (v q i''))))) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i''' j''') * (x j'''))))) * (v k'' i'''))))) * (w p k'')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_backpropagation_.
Print Assumptions thm_backpropagation.

(* thm-backpropagation: Weights v *)
Section thm_backpropagation_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_0 n_1 n_2 n_3 : nat).
Variables (p q : int).
Hypothesis n_0_positive : (0 < n_0)%N.
Hypothesis n_1_positive : (0 < n_1)%N.
Hypothesis n_2_positive : (0 < n_2)%N.
Hypothesis n_3_positive : (0 < n_3)%N.
Variable u : int -> int -> R.
Hypothesis D_u : forall i0 i1, D (u i0 i1) = 0.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = kd R i0 p * kd R i1 q.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (n_2%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n_1%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_backpropagation_2 :
  (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z -
    1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l
    k))))) - (y l)) ^+ 2))) / 2%:r)) =
  ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i'
    => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * (sumz 0
    (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun
    i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) *
    (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun
    i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''
    i'''))))) * (w l' k''))))) * (w l' p))))).
Proof.
have E1 : (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 2))) / 2%:r)) = ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k)))))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (n_3%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (n_2%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (n_1%:Z - 1)) => (dmul_r _ _ _ (dfun0 _ _ _ (f_D (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) (dsum0 _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n_0%:Z - 1)) => (dmul_0 _ _ (D_u i j) (D_x j))))) (D_v k i))))) (D_w l k))))) (dopp0 _ (D_y l)))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))).
{ transitivity ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k)))))))) / 2%:r).
  { by []. }
  have E8 : (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k)))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))) :> R.
  { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))).
    { apply: eq_sumz => l _ _.
      transitivity (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k))))).
      { ring. }
      have E5 : (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k)))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))) :> R.
      { transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))).
        { apply: eq_sumz => k _ _.
          transitivity ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q))))) * (w l k)).
          { ring. }
          have E2 : (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))) :> R.
          { transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))).
            { apply: eq_sumz => i _ _.
              transitivity ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))) :> R.
          { transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))).
            { by []. }
            have E3 : (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => i _ _.
              ring. }
            exact: E3. }
          transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))).
          { ring. }
          transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E7 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))) :> R.
      { transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))).
        { by []. }
        have E6 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => k _ _.
          rewrite sumz_mull; apply: eq_sumz => i _ _.
          ring. }
        exact: E6. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k))))).
      { ring. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))).
      { exact: (f_equal2 *%R (erefl _) E5). }
      transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))).
      { rewrite -?E7; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E10 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))))).
    { by []. }
    have E9 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => l _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    exact: E9. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * ((kd R k p) * (kd R i q)))))) * (w l k))))))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q))))))))).
  { exact: (f_equal2 *%R (erefl _) E8). }
  transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))).
  { rewrite -?E10; ring. }
  by []. }
transitivity (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))).
{ have E17 : (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))) = (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))) :> R.
  { transitivity (sumz 0 (n_3%:Z - 1) (fun l => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u q j) * (x j)))))))).
    { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_1%:Z - 1) (fun i => ((inside R p 0 (n_2%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R i q)))))).
      { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R k p) * (kd R i q)))))))).
        { apply: eq_sumz => l _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => l _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (n_2%:Z - 1) (fun k => (kd R k p) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R i q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_2%:Z - 1)) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (kd R i q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_3%:Z - 1) (fun l => ((inside R q 0 (n_1%:Z - 1)) * (inside R p 0 (n_2%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u q j) * (x j)))))))).
      { apply: eq_sumz => l _ _.
        transitivity (sumz 0 (n_1%:Z - 1) (fun i => (kd R i q) * ((inside R p 0 (n_2%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j)))))))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n_1%:Z - 1)) * ((inside R p 0 (n_2%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u q j) * (x j))))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => l ? ?.
      have -> : (inside R q 0 (n_1%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (n_2%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> l' ? ?; cbv beta].
    transitivity ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) - (y l')) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) * (w l' p) * (f (sumz 0 (n_0%:Z - 1) (fun j => ((u q j) * (x j)))))).
    { by same. }
    have E13 : (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) = (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E13.
    have E14 : (f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) = (f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))).
    { apply: (f_equal f).
      by same. }
    rewrite ?E14.
    have E15 : (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v p i))))) = (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E15.
    have E16 : (f (sumz 0 (n_0%:Z - 1) (fun j => ((u q j) * (x j))))) = (f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))).
    { apply: (f_equal f).
      by same. }
    rewrite ?E16.
    fieldz. }
  exact: E17. }
symmetry.
transitivity (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))).
{ transitivity ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))).
  { by []. }
  have E12 : (((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i')))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))) = (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))) :> R.
  { transitivity (((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i')))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))).
    { by []. }
    have E11 : (((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i')))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))) = (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => l' _ _.
      ring. }
    exact: E11. }
  transitivity (((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i')))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))).
  { ring. }
  transitivity (((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i')))))) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))).
  { rewrite -?E12; ring. }
  by []. }
transitivity (sumz 0 (n_3%:Z - 1) (fun l' => ((f (sumz 0 (n_0%:Z - 1) (fun j' => ((u q j') * (x j'))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v p i'))))) * ((f (sumz 0 (n_2%:Z - 1) (fun k' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k' i''))))) * (w l' k'))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k'' i'''))))) * (w l' k''))))) * (w l' p)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_backpropagation_2_.
Print Assumptions thm_backpropagation_2.

(* thm-backpropagation: Weights u *)
Section thm_backpropagation_3_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_0 n_1 n_2 n_3 : nat).
Variables (p q : int).
Hypothesis n_0_positive : (0 < n_0)%N.
Hypothesis n_1_positive : (0 < n_1)%N.
Hypothesis n_2_positive : (0 < n_2)%N.
Hypothesis n_3_positive : (0 < n_3)%N.
Variable u : int -> int -> R.
Hypothesis D_u : forall i0 i1, D (u i0 i1) = kd R i0 p * kd R i1 q.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (n_1%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n_0%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_backpropagation_3 :
  (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z -
    1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l
    k))))) - (y l)) ^+ 2))) / 2%:r)) =
  ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (sumz 0 (n_2%:Z - 1)
    (fun k' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i'
    j'') * (x j''))))) * (v k' i'))))) * (v k' p) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0
    (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun
    j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f'
    (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z
    - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) *
    (w l' k')))))))).
Proof.
have E1 : (D ((sumz 0 (n_3%:Z - 1) (fun l => (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 2))) / 2%:r)) = ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k)))))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (n_3%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (n_2%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (n_1%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (n_0%:Z - 1)) => (dmul_l _ _ _ (D_u i j) (D_x j))))) (D_v k i))))) (D_w l k))))) (dopp0 _ (D_y l)))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))).
{ transitivity ((sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k)))))))) / 2%:r).
  { by []. }
  have E11 : (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k)))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))) :> R.
  { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))).
    { apply: eq_sumz => l _ _.
      transitivity (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k))))).
      { ring. }
      have E8 : (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k)))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))) :> R.
      { transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))).
        { apply: eq_sumz => k _ _.
          transitivity ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i)))) * (w l k)).
          { ring. }
          have E5 : (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i)))) = (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
          { transitivity (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))).
            { apply: eq_sumz => i _ _.
              transitivity ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j)))) * (v k i)).
              { ring. }
              have E2 : (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j)))) = (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j)))) :> R.
              { transitivity (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j)))).
                { apply: eq_sumz => j _ _.
                  transitivity ((kd R i p) * (kd R j q) * (x j)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              have E4 : (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)) * (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))) = (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))) :> R.
              { transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)) * (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))).
                { by []. }
                have E3 : (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)) * (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))) = (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))) :> R.
                { rewrite sumz_mull; apply: eq_sumz => j _ _.
                  ring. }
                exact: E3. }
              transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))).
              { ring. }
              transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i)) * (sumz 0 (n_0%:Z - 1) (fun j => ((kd R i p) * (kd R j q) * (x j))))).
              { exact: (f_equal2 *%R (erefl _) E2). }
              transitivity (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))).
              { rewrite -?E4; ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          have E7 : (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))) = (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
          { transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))).
            { by []. }
            have E6 : (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))) = (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => i _ _.
              rewrite sumz_mull; apply: eq_sumz => j _ _.
              ring. }
            exact: E6. }
          transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))).
          { ring. }
          transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)) * (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))).
          { exact: (f_equal2 *%R (erefl _) E5). }
          transitivity (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))).
          { rewrite -?E7; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E10 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))) :> R.
      { transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))).
        { by []. }
        have E9 : ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))) = (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => k _ _.
          rewrite sumz_mull; apply: eq_sumz => i _ _.
          rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E9. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k))))).
      { ring. }
      transitivity ((2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k)))))) * (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))).
      { exact: (f_equal2 *%R (erefl _) E8). }
      transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))).
      { rewrite -?E10; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E13 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))))).
    { by []. }
    have E12 : ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))))) = (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => l _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: E12. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * ((f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (sumz 0 (n_2%:Z - 1) (fun k => (((f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (sumz 0 (n_1%:Z - 1) (fun i => (((f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (sumz 0 (n_0%:Z - 1) (fun j => (((kd R i p) * (kd R j q)) * (x j))))) * (v k i))))) * (w l k))))))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => (2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j))))))))))).
  { exact: (f_equal2 *%R (erefl _) E11). }
  transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))).
  { rewrite -?E13; ring. }
  by []. }
transitivity (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))).
{ have E23 : (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_1%:Z - 1) (fun i => (sumz 0 (n_0%:Z - 1) (fun j => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))) = (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))) :> R.
  { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (x q)))))).
    { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_0%:Z - 1) (fun j => ((inside R p 0 (n_1%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (kd R j q) * (x j)))))))).
      { transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_0%:Z - 1) (fun j => (sumz 0 (n_1%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R i p) * (kd R j q) * (x j)))))))))).
        { apply: eq_sumz => l _ _.
          apply: eq_sumz => k _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => l _ _.
        apply: eq_sumz => k _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (n_1%:Z - 1) (fun i => (kd R i p) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i) * (kd R j q) * (x j)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_1%:Z - 1)) * ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (kd R j q) * (x j))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_3%:Z - 1) (fun l => (sumz 0 (n_2%:Z - 1) (fun k => ((inside R q 0 (n_0%:Z - 1)) * (inside R p 0 (n_1%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (x q)))))).
      { apply: eq_sumz => l _ _.
        apply: eq_sumz => k _ _.
        transitivity (sumz 0 (n_0%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (n_1%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (x j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n_0%:Z - 1)) * ((inside R p 0 (n_1%:Z - 1)) / 2%:r * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (x q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => l ? ?.
      apply: eq_sumz => k ? ?.
      have -> : (inside R q 0 (n_0%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (n_1%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (n_2%:Z - 1) (fun k => (sumz 0 (n_3%:Z - 1) (fun l => ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) - (y l)) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l k) * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k p) * (x q)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> k' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> l' ? ?; cbv beta].
    transitivity ((2%:r^-1) * 2%:r * (((f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) - (y l')) ^+ 1) * (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) * (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k' i))))) * (w l' k') * (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) * (v k' p) * (x q)).
    { by same. }
    have E19 : (f' (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) = (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E19.
    have E20 : (f (sumz 0 (n_2%:Z - 1) (fun k => ((f (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k i))))) * (w l' k))))) = (f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))).
    { apply: (f_equal f).
      by same. }
    rewrite ?E20.
    have E21 : (f' (sumz 0 (n_1%:Z - 1) (fun i => ((f (sumz 0 (n_0%:Z - 1) (fun j => ((u i j) * (x j))))) * (v k' i))))) = (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E21.
    have E22 : (f' (sumz 0 (n_0%:Z - 1) (fun j => ((u p j) * (x j))))) = (f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))).
    { apply: (f_equal f').
      by same. }
    rewrite ?E22.
    fieldz. }
  exact: E23. }
symmetry.
transitivity (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))).
{ transitivity ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (sumz 0 (n_2%:Z - 1) (fun k' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))))).
  { by []. }
  have E16 : (sumz 0 (n_2%:Z - 1) (fun k' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))))) = (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))) :> R.
  { transitivity (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))).
    { apply: eq_sumz => k' _ _.
      transitivity ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))).
      { by []. }
      have E15 : (((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p)) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))) = (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))) :> R.
      { transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p)) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))).
        { by []. }
        have E14 : (((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p)) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))) = (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => l' _ _.
          ring. }
        exact: E14. }
      transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p)) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))).
      { ring. }
      transitivity (((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p)) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))).
      { rewrite -?E15; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E18 : (((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q)) * (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))))) = (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))) :> R.
  { transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q)) * (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))))).
    { by []. }
    have E17 : (((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q)) * (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))))) = (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => k' _ _.
      rewrite sumz_mull; apply: eq_sumz => l' _ _.
      ring. }
    exact: E17. }
  transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q)) * (sumz 0 (n_2%:Z - 1) (fun k' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * (sumz 0 (n_3%:Z - 1) (fun l' => (((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))))).
  { ring. }
  transitivity (((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q)) * (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k'))))))).
  { exact: (f_equal2 *%R (erefl _) E16). }
  transitivity (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))).
  { rewrite -?E18; ring. }
  by []. }
transitivity (sumz 0 (n_2%:Z - 1) (fun k' => (sumz 0 (n_3%:Z - 1) (fun l' => ((f' (sumz 0 (n_0%:Z - 1) (fun j' => ((u p j') * (x j'))))) * (x q) * (f' (sumz 0 (n_1%:Z - 1) (fun i' => ((f (sumz 0 (n_0%:Z - 1) (fun j'' => ((u i' j'') * (x j''))))) * (v k' i'))))) * (v k' p) * ((f (sumz 0 (n_2%:Z - 1) (fun k'' => ((f (sumz 0 (n_1%:Z - 1) (fun i'' => ((f (sumz 0 (n_0%:Z - 1) (fun j''' => ((u i'' j''') * (x j'''))))) * (v k'' i''))))) * (w l' k''))))) - (y l')) * (f' (sumz 0 (n_2%:Z - 1) (fun k''' => ((f (sumz 0 (n_1%:Z - 1) (fun i''' => ((f (sumz 0 (n_0%:Z - 1) (fun j'''' => ((u i''' j'''') * (x j''''))))) * (v k''' i'''))))) * (w l' k'''))))) * (w l' k')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_backpropagation_3_.
Print Assumptions thm_backpropagation_3.

(* eq-dense-weight-gradient: Weight gradient of a batch *)
Section eq_dense_weight_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (N' m n : nat).
Variables (p q : int).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> int -> R.
Hypothesis D_a : forall i0 i1, D (a i0 i1) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = kd R i0 p * kd R i1 q.
Hypothesis where_0 : 0 <= p <= (m%:Z - 1).
Hypothesis where_1 : 0 <= q <= (n%:Z - 1).
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
Theorem eq_dense_weight_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1)
    (fun j => ((a j s) * (w i j))))) * (delta i s))))))) =
  (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (w i j))))) * (delta i s))))))) = (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((sumz 0 (n%:Z - 1) (fun j => ((a j s) * ((kd R i p) * (kd R j q))))) * (delta i s)))))).
{ exact (dsum _ _ _ _ (fun s _ _ => (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b i) (dsum _ _ _ _ (fun j _ _ => (dmul_r _ _ _ (D_a j s) (D_w i j))))) (D_delta i s)))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))))))).
  { apply: eq_sumz => s _ _.
    transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (n%:Z - 1) (fun j => ((a j s) * ((kd R i p) * (kd R j q))))) * (delta i s)).
      { by []. }
      have E2 : (sumz 0 (n%:Z - 1) (fun j => ((a j s) * ((kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q)))) :> R.
      { transitivity (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q)))).
        { apply: eq_sumz => j _ _.
          transitivity ((a j s) * (kd R i p) * (kd R j q)).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))) :> R.
      { transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q))))).
        { by []. }
        have E3 : ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E3. }
      transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((a j s) * ((kd R i p) * (kd R j q)))))).
      { ring. }
      transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (kd R i p) * (kd R j q))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))))))) = (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun s => ((delta p s) * (a q s)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (n%:Z - 1) (fun j => ((inside R p 0 (m%:Z - 1)) * (delta p s) * (a j s) * (kd R j q)))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (m%:Z - 1) (fun i => ((delta i s) * (a j s) * (kd R i p) * (kd R j q)))))))).
        { apply: eq_sumz => s _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => s _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (m%:Z - 1) (fun i => (kd R i p) * ((delta i s) * (a j s) * (kd R j q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (m%:Z - 1)) * ((delta p s) * (a j s) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun s => ((inside R q 0 (n%:Z - 1)) * (inside R p 0 (m%:Z - 1)) * (delta p s) * (a q s)))).
      { apply: eq_sumz => s _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (m%:Z - 1)) * (delta p s) * (a j s)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n%:Z - 1)) * ((inside R p 0 (m%:Z - 1)) * (delta p s) * (a q s))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => s ? ?.
      have -> : (inside R q 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (m%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> s' ? ?; cbv beta].
    transitivity ((delta p s') * (a q s')).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))).
  { apply: eq_sumz => s' _ _.
    transitivity ((a q s') * (delta p s')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun s' => ((a q s') * (delta p s')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_dense_weight_gradient_.
Print Assumptions eq_dense_weight_gradient.

(* eq-dense-bias-gradient: Bias gradient of a batch *)
Section eq_dense_bias_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (N' m n : nat).
Variables (p : int).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> int -> R.
Hypothesis D_a : forall i0 i1, D (a i0 i1) = 0.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 p.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Hypothesis where_0 : 0 <= p <= (m%:Z - 1).
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
Theorem eq_dense_bias_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1)
    (fun j => ((a j s) * (w i j))))) * (delta i s))))))) =
  (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (w i j))))) * (delta i s))))))) = (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i s)))))).
{ exact (dsum _ _ _ _ (fun s _ _ => (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_l _ _ _ (D_b i) (dsum0 _ _ _ (fun j _ _ => (dmul_0 _ _ (D_a j s) (D_w i j))))) (D_delta i s)))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i s)))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i s)))))).
  { apply: eq_sumz => s _ _.
    transitivity (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i s)))).
    { apply: eq_sumz => i _ _.
      transitivity ((kd R i p) * (delta i s)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))).
{ have E2 : (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((kd R i p) * (delta i s)))))) = (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun s => (delta p s))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun s => ((inside R p 0 (m%:Z - 1)) * (delta p s)))).
      { apply: eq_sumz => s _ _.
        transitivity (sumz 0 (m%:Z - 1) (fun i => (kd R i p) * (delta i s))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (m%:Z - 1)) * (delta p s)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => s ? ?.
      have -> : (inside R p 0 (m%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> s' ? ?; cbv beta].
    transitivity (delta p s').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))).
  { apply: eq_sumz => s' _ _.
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun s' => (delta p s'))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_dense_bias_gradient_.
Print Assumptions eq_dense_bias_gradient.

(* eq-dense-input-gradient: Input gradient of a batch *)
Section eq_dense_input_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (N' m n : nat).
Variables (q r : int).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable a : int -> int -> R.
Hypothesis D_a : forall i0 i1, D (a i0 i1) = kd R i0 q * kd R i1 r.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Hypothesis where_0 : 0 <= q <= (n%:Z - 1).
Hypothesis where_1 : 0 <= r <= (N'%:Z - 1).
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
Theorem eq_dense_input_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1)
    (fun j => ((a j s) * (w i j))))) * (delta i s))))))) =
  (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (((b i) + (sumz 0 (n%:Z - 1) (fun j => ((a j s) * (w i j))))) * (delta i s))))))) = (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((sumz 0 (n%:Z - 1) (fun j => (((kd R j q) * (kd R s r)) * (w i j)))) * (delta i s)))))).
{ exact (dsum _ _ _ _ (fun s _ _ => (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b i) (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (D_a j s) (D_w i j))))) (D_delta i s)))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))))))).
  { apply: eq_sumz => s _ _.
    transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (n%:Z - 1) (fun j => (((kd R j q) * (kd R s r)) * (w i j)))) * (delta i s)).
      { by []. }
      have E2 : (sumz 0 (n%:Z - 1) (fun j => (((kd R j q) * (kd R s r)) * (w i j)))) = (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j)))) :> R.
      { transitivity (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j)))).
        { apply: eq_sumz => j _ _.
          transitivity ((kd R j q) * (kd R s r) * (w i j)).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))) :> R.
      { transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j))))).
        { by []. }
        have E3 : ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E3. }
      transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => (((kd R j q) * (kd R s r)) * (w i j))))).
      { ring. }
      transitivity ((delta i s) * (sumz 0 (n%:Z - 1) (fun j => ((kd R j q) * (kd R s r) * (w i j))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i s) * (kd R j q) * (kd R s r) * (w i j)))))))) = (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun i => ((delta i r) * (w i q)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun s => (sumz 0 (m%:Z - 1) (fun i => ((inside R q 0 (n%:Z - 1)) * (delta i s) * (kd R s r) * (w i q)))))).
      { apply: eq_sumz => s _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j q) * ((delta i s) * (kd R s r) * (w i j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (n%:Z - 1)) * ((delta i s) * (kd R s r) * (w i q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (m%:Z - 1) (fun i => ((inside R r 0 (N'%:Z - 1)) * (inside R q 0 (n%:Z - 1)) * (delta i r) * (w i q)))).
      { transitivity (sumz 0 (m%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun s => ((inside R q 0 (n%:Z - 1)) * (delta i s) * (kd R s r) * (w i q)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun s => (kd R s r) * ((inside R q 0 (n%:Z - 1)) * (delta i s) * (w i q)))).
        { apply: eq_sumz => s _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R r 0 (N'%:Z - 1)) * ((inside R q 0 (n%:Z - 1)) * (delta i r) * (w i q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R r 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R q 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i' r) * (w i' q)).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))).
{ transitivity (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i' r) * (w i' q)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (m%:Z - 1) (fun i' => ((delta i' r) * (w i' q)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_dense_input_gradient_.
Print Assumptions eq_dense_input_gradient.
