From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* Cross entropy of probabilities *)
Section cross_entropy_of_probabilities_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_1 : nat).
Variables (p : int).
Hypothesis n_1_positive : (0 < n_1)%N.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = kd R i0 p.
Variables (log_ : R -> R).
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis where_0 : 0 <= p <= (n_1%:Z - 1).
Hypothesis nonzero_0 : forall i, 0 <= i -> i <= (n_1%:Z - 1) -> (y i) != 0.
Hypothesis nonzero_1 : (y p) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem cross_entropy_of_probabilities :
  (D (- (sumz 0 (n_1%:Z - 1) (fun i => ((log_ (y i)) * (t i)))))) =
  (- ((t p) / (y p))).
Proof.
have E1 : (D (- (sumz 0 (n_1%:Z - 1) (fun i => ((log_ (y i)) * (t i)))))) = (- (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (n_1%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (log__D (y i) ltac:(nz)) (D_y i)) (D_t i))))). }
rewrite ?E1.
transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))).
{ transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
  { ring. }
  have E2 : (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i)))) = (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i)))) :> R.
  { transitivity (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i)))).
    { apply: eq_sumz => i _ _.
      transitivity (((y i)^-1) * (kd R i p) * (t i)).
      { ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) :> R.
  { transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))).
    { by []. }
    have E3 : ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    exact: E3. }
  transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
  { by []. }
  transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))).
  { rewrite -?E4; ring. }
  by []. }
transitivity ((- 1) * (t p) / (y p)).
{ have E5 : (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) = ((- 1) * (t p) / (y p)) :> R.
  { transitivity ((- 1) / (y p) * (t p)).
    { transitivity ((inside R p 0 (n_1%:Z - 1)) * (- 1) / (y p) * (t p)).
      { transitivity (sumz 0 (n_1%:Z - 1) (fun i => (kd R i p) * ((- 1) / (y i) * (t i)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_1%:Z - 1)) * ((- 1) / (y p) * (t p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (n_1%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity ((- 1) * (t p) / (y p)).
{ transitivity ((- 1) * (t p) / (y p)).
  { ring. }
  by []. }
transitivity ((- 1) * (t p) / (y p)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End cross_entropy_of_probabilities_.
Print Assumptions cross_entropy_of_probabilities.

(* Relu away from zero *)
Section relu_away_from_zero_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis nonzero_0 : (z i) != 0.
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
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem relu_away_from_zero :
  (D (((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) =
  (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
Proof.
have E1 : (D (((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) = ((((sgn_ (z i)) * 1) / 2%:r) + (1 / 2%:r)).
{ exact (dadd _ _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dinv0 _ (dnum _))) (dmul_l _ _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E2 : (((sgn_ (z i)) * 1) / 2%:r) = ((sgn_ (z i)) / 2%:r) :> R.
  { transitivity ((sgn_ (z i)) / 2%:r).
    { ring. }
    by []. }
  have E3 : (1 / 2%:r) = (2%:r^-1) :> R.
  { transitivity ((2%:r^-1) : R).
    { ring. }
    by []. }
  transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End relu_away_from_zero_.
Print Assumptions relu_away_from_zero.

(* Leaky relu away from zero *)
Section leaky_relu_away_from_zero_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variables (alpha : R).
Hypothesis D_alpha : D alpha = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis nonzero_0 : (z i) != 0.
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
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem leaky_relu_away_from_zero :
  (D ((alpha * ((- (abs_ (z i))) + (z i)) / 2%:r) + ((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) =
  ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
Proof.
have E1 : (D ((alpha * ((- (abs_ (z i))) + (z i)) / 2%:r) + ((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) = ((((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) + (((sgn_ (z i)) * 1) / 2%:r)) + (1 / 2%:r)).
{ exact (dadd _ _ _ _ (dadd _ _ _ _ (dmul_l _ _ _ (dmul_r _ _ _ D_alpha (dadd _ _ _ _ (dopp _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))) (dinv0 _ (dnum _))) (dmul_l _ _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dinv0 _ (dnum _)))) (dmul_l _ _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E4 : (((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) + (((sgn_ (z i)) * 1) / 2%:r)) = ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)) :> R.
  { have E2 : ((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) = (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) :> R.
    { transitivity (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r).
      { ring. }
      by []. }
    have E3 : (((sgn_ (z i)) * 1) / 2%:r) = ((sgn_ (z i)) / 2%:r) :> R.
    { transitivity ((sgn_ (z i)) / 2%:r).
      { ring. }
      by []. }
    transitivity ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)).
    { exact: (f_equal2 +%R E2 E3). }
    by []. }
  have E5 : (1 / 2%:r) = (2%:r^-1) :> R.
  { transitivity ((2%:r^-1) : R).
    { ring. }
    by []. }
  transitivity (((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)) + (2%:r^-1)).
  { exact: (f_equal2 +%R E4 E5). }
  ring. }
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E6 : (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) = (alpha * (1 - (sgn_ (z i))) / 2%:r) :> R.
  { transitivity (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r).
    { by []. }
    fieldz. }
  exact: (f_equal2 +%R (f_equal2 +%R E6 (erefl _)) (erefl _)). }
symmetry.
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
  by []. }
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
by [].
Qed.
End leaky_relu_away_from_zero_.
Print Assumptions leaky_relu_away_from_zero.

(* Minibatch gradient is unbiased *)
Section minibatch_gradient_is_unbiased_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (B m : nat).
Hypothesis B_positive : (0 < B)%N.
Hypothesis m_positive : (0 < m)%N.
Variable x : int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem minibatch_gradient_is_unbiased :
  ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) /
    B%:r) =
  ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j')))))) / B%:r
    / m%:r).
Proof.
transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
{ transitivity ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) / B%:r).
  { by []. }
  have E3 : (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r).
      { by []. }
      have E2 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))) :> R.
      { transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
        { by []. }
        have E1 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E1. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
      { ring. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))).
      { rewrite -?E2; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E5 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) :> R.
  { transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))).
    { by []. }
    have E4 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: E4. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r)))).
  { ring. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))).
  { exact: (f_equal2 *%R (erefl _) E3). }
  transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ have E8 : (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
    { by []. }
    transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (B%:Z - 1) (fun i => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))).
    { by same. }
    by []. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ transitivity ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j')))))) / B%:r / m%:r).
  { by []. }
  have E7 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
  { transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
    { by []. }
    have E6 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E6. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
  { ring. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End minibatch_gradient_is_unbiased_.
Print Assumptions minibatch_gradient_is_unbiased.

(* Minibatch gradients add up to the gradient *)
Section minibatch_gradients_add_up_to_the_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (B k m : nat).
Variables (p : int).
Hypothesis B_positive : (0 < B)%N.
Hypothesis k_positive : (0 < k)%N.
Hypothesis m_positive : (0 < m)%N.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem minibatch_gradients_add_up_to_the_gradient :
  ((sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) +
    (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) / B%:r)
    =
  (D ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (((- (t ((i' * m%:Z) + j'))) +
    (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 2))))) / B%:r /
    m%:r)).
Proof.
have E2 : ((sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) / B%:r) = ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) / B%:r).
{ have E1 : (sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) = (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) :> R.
  { apply: eq_sumz => i ? ?.
    exact (dmul_l _ _ _ (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (m%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_t ((i * m%:Z) + j))) (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (k%:Z - 1)) => (dmul_l _ _ _ (D_w l) (D_x ((i * m%:Z) + j) l)))))))) (dinv0 _ (dnum _))). }
  exact: (f_equal2 *%R E1 (erefl _)). }
rewrite ?E2.
have E3 : (D ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 2))))) / B%:r / m%:r)) = (((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) / B%:r) / m%:r).
{ exact (dmul_l _ _ _ (dmul_l _ _ _ (dsum _ _ _ _ (fun j' (j'_lo : 0 <= j') (j'_hi : j' <= (m%:Z - 1)) => (dsum _ _ _ _ (fun i' (i'_lo : 0 <= i') (i'_hi : i' <= (B%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_t ((i' * m%:Z) + j'))) (dsum _ _ _ _ (fun l' (l'_lo : 0 <= l') (l'_hi : l' <= (k%:Z - 1)) => (dmul_l _ _ _ (D_w l') (D_x ((i' * m%:Z) + j') l')))))))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _))). }
rewrite ?E3.
transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
{ transitivity ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) / B%:r).
  { by []. }
  have E9 : (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r).
      { by []. }
      have E6 : (sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
      { transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))).
        { apply: eq_sumz => j _ _.
          transitivity (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { by []. }
          have E5 : ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))) = (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))) :> R.
          { transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
            { by []. }
            have E4 : ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))) = (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => l _ _.
              ring. }
            exact: E4. }
          transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { ring. }
          transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))).
          { rewrite -?E5; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E8 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
      { transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))).
        { by []. }
        have E7 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          rewrite sumz_mull; apply: eq_sumz => l _ _.
          ring. }
        exact: E7. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l)))))))).
      { ring. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))).
      { exact: (f_equal2 *%R (erefl _) E6). }
      transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))).
      { rewrite -?E8; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E11 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
  { transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))).
    { by []. }
    have E10 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => l _ _.
      ring. }
    exact: E10. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r)))).
  { ring. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))).
  { exact: (f_equal2 *%R (erefl _) E9). }
  transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
  { rewrite -?E11; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
{ have E18 : (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
    { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((inside R p 0 (k%:Z - 1)) / B%:r / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun l => (kd R l p) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) l)))).
        { apply: eq_sumz => l _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => j ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (B%:Z - 1) (fun i => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i' * m%:Z) + j') l))))) ^+ 1) * (x ((i' * m%:Z) + j') p)).
    { by same. }
    have E17 : (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i' * m%:Z) + j') l)))) = (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l')))).
    { by same. }
    rewrite ?E17.
    fieldz. }
  exact: E18. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
{ transitivity ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) / B%:r / m%:r).
  { ring. }
  have E14 : (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))).
      { apply: eq_sumz => i' _ _.
        transitivity (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { by []. }
        have E13 : ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))) = (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))) :> R.
        { transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
          { by []. }
          have E12 : ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))) = (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => l' _ _.
            ring. }
          exact: E12. }
        transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { ring. }
        transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))).
        { rewrite -?E13; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E16 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
  { transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))).
    { by []. }
    have E15 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      rewrite sumz_mull; apply: eq_sumz => l' _ _.
      ring. }
    exact: E15. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l')))))))))).
  { ring. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))).
  { exact: (f_equal2 *%R (erefl _) E14). }
  transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
  { rewrite -?E16; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
{ have E19 : (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((inside R p 0 (k%:Z - 1)) / B%:r / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
    { apply: eq_sumz => j' _ _.
      apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (k%:Z - 1) (fun l' => (kd R l' p) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') l')))).
      { apply: eq_sumz => l' _ _.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R p 0 (k%:Z - 1)) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    apply: eq_sumz => j' ? ?.
    apply: eq_sumz => i' ? ?.
    have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
    ring. }
  exact: E19. }
symmetry.
by [].
Qed.
End minibatch_gradients_add_up_to_the_gradient_.
Print Assumptions minibatch_gradients_add_up_to_the_gradient.

(* Kernel gradient of true convolution *)
Section kernel_gradient_of_true_convolution_.
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
Theorem kernel_gradient_of_true_convolution :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    k%:Z - m - 1))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + k%:Z - m - 1))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + k%:Z - m - 1)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + k%:Z - p - 1))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (delta i) * (x (i + k%:Z - p - 1))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((delta i) * (x (i + k%:Z - m - 1))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((delta i) * (x (i + k%:Z - p - 1)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + k%:Z - p - 1))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (x (i' + k%:Z - p - 1))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End kernel_gradient_of_true_convolution_.
Print Assumptions kernel_gradient_of_true_convolution.

(* Input gradient of true convolution *)
Section input_gradient_of_true_convolution_.
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
Theorem input_gradient_of_true_convolution :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    k%:Z - m - 1))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a
    - k%:Z + 1)) * (w m')))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + k%:Z - m - 1))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + k%:Z - m - 1)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m + a - k%:Z + 1)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m + a - k%:Z + 1)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (m + a - k%:Z + 1)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + k%:Z - m - 1) a) = (kd R i (m + a - k%:Z + 1)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * ((delta (m + a - k%:Z + 1)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_of_true_convolution_.
Print Assumptions input_gradient_of_true_convolution.

(* Average pooling by blocks *)
Section average_pooling_by_blocks_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (H_p R' W_p : nat).
Variables (p q u v : int).
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Hypothesis W_p_positive : (0 < W_p)%N.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 p * kd R i1 q * kd R i2 u * kd R
    i3 v.
Hypothesis where_0 : 0 <= p <= (H_p%:Z - 1).
Hypothesis where_1 : 0 <= q <= (W_p%:Z - 1).
Hypothesis where_2 : 0 <= u <= (R'%:Z - 1).
Hypothesis where_3 : 0 <= v <= (R'%:Z - 1).
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
Theorem average_pooling_by_blocks :
  (D (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) * (sumz 0 (R'%:Z
    - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (x i j r s))))) / (R'%:r ^+ 2))))))) =
  ((delta p q) / (R'%:r ^+ 2)).
Proof.
have E1 : (D (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (x i j r s))))) / (R'%:r ^+ 2))))))) = (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) / (R'%:r ^+ 2)))))).
{ exact (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (W_p%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dmul_l _ _ _ (dmul_r _ _ _ (D_delta i j) (dsum _ _ _ _ (fun s (s_lo : 0 <= s) (s_hi : s <= (R'%:Z - 1)) => (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x i j r s)))))) (dinv0 _ (dpow0 _ _ (dnum _)))))))). }
rewrite ?E1.
transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
{ transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
  { apply: eq_sumz => j _ _.
    transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) / (R'%:r ^+ 2)).
      { ring. }
      have E3 : (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) = (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) :> R.
      { transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
        { by []. }
        have E2 : (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) = (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => s _ _.
          rewrite sumz_mull; apply: eq_sumz => r _ _.
          ring. }
        exact: E2. }
      transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
      { ring. }
      transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ have E4 : (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))) = ((delta p q) / (R'%:r ^+ 2)) :> R.
  { transitivity ((delta p q) / (R'%:r ^+ 2)).
    { transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
      { transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => s _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => s _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (H_p%:Z - 1) (fun i => (kd R i p) * ((delta i j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H_p%:Z - 1)) * ((delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v)))))).
      { transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (W_p%:Z - 1) (fun j => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
        { apply: eq_sumz => s _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => s _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (W_p%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (W_p%:Z - 1)) * ((inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v)))).
      { apply: eq_sumz => s _ _.
        transitivity (sumz 0 (R'%:Z - 1) (fun r => (kd R r u) * ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v)))).
        { apply: eq_sumz => r _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R u 0 (R'%:Z - 1)) * ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R v 0 (R'%:Z - 1)) * (inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2)).
      { transitivity (sumz 0 (R'%:Z - 1) (fun s => (kd R s v) * ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2)))).
        { apply: eq_sumz => s _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R v 0 (R'%:Z - 1)) * ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R v 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R u 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R q 0 (W_p%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H_p%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E4. }
symmetry.
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ transitivity ((delta p q) / (R'%:r ^+ 2)).
  { by []. }
  by []. }
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End average_pooling_by_blocks_.
Print Assumptions average_pooling_by_blocks.

(* Flatten *)
Section flatten_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (F' H W n_1 : nat).
Variables (g p q : int).
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis n_1_positive : (0 < n_1)%N.
Variable V : int -> int -> int -> int -> R.
Hypothesis D_V : forall i0 i1 i2 i3, D (V i0 i1 i2 i3) = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 g * kd R i1 p * kd R i2 q.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= p <= (H%:Z - 1).
Hypothesis where_2 : 0 <= q <= (W%:Z - 1).
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
Theorem flatten :
  (D (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1)
    (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (x f i j)))))))))))) =
  (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
Proof.
have E1 : (D (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (x f i j)))))))))))) = (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))))).
{ exact (dsum _ _ _ _ (fun l _ _ => (dmul_r _ _ _ (D_delta l) (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_r _ _ _ (D_V l f i j) (D_x f i j))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))).
{ transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))).
  { apply: eq_sumz => l _ _.
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))).
    { by []. }
    have E2 : (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
    { transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))).
      { apply: eq_sumz => j _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))).
        { apply: eq_sumz => i _ _.
          transitivity (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))).
          { apply: eq_sumz => f _ _.
            transitivity ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)).
            { ring. }
            by []. }
          by rewrite ?sumz_add ?sumz0. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
    { transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))).
      { by []. }
      have E3 : ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        rewrite sumz_mull; apply: eq_sumz => f _ _.
        ring. }
      exact: E3. }
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))).
    { by []. }
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ have E5 : (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))) = (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))) :> R.
  { transitivity (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (V l g p q)))).
    { transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g i j) * (kd R i p) * (kd R j q)))))))).
      { apply: eq_sumz => l _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * ((delta l) * (V l f i j) * (kd R i p) * (kd R j q)))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * ((delta l) * (V l g i j) * (kd R i p) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j) * (kd R j q)))))).
      { apply: eq_sumz => l _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (kd R i p) * ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g i j) * (kd R j q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H%:Z - 1)) * ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_1%:Z - 1) (fun l => ((inside R q 0 (W%:Z - 1)) * (inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p q)))).
      { apply: eq_sumz => l _ _.
        transitivity (sumz 0 (W%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (W%:Z - 1)) * ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => l ? ?.
      have -> : (inside R q 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> l' ? ?; cbv beta].
    transitivity ((delta l') * (V l' g p q)).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
  { apply: eq_sumz => l' _ _.
    transitivity ((V l' g p q) * (delta l')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End flatten_.
Print Assumptions flatten.
