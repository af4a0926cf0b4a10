From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-batch-norm-parameters: Scale *)
Section eq_batch_norm_parameters_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (M : nat).
Variables (beta gamma varepsilon : R).
Hypothesis M_positive : (0 < M)%N.
Hypothesis D_beta : D beta = 0.
Hypothesis D_gamma : D gamma = 1.
Hypothesis D_varepsilon : D varepsilon = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variables (sqrt_ : R -> R).
Hypothesis sqrt__D : forall a, sqrt_ a != 0 -> D (sqrt_ a) = (2%:R * sqrt_ a)^-1 * D a.
Hypothesis nonzero_0 : (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z
    - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) != 0.
Hypothesis nonzero_1 : (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0
    (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r))) != 0.
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
Ltac nz := solve [exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_batch_norm_parameters :
  (D (sumz 0 (M%:Z - 1) (fun i => ((beta + (gamma * ((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' =>
    (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0
    (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))))) * (delta i))))) =
  (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) /
    M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') -
    ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))).
Proof.
have E1 : (D (sumz 0 (M%:Z - 1) (fun i => ((beta + (gamma * ((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))))) * (delta i))))) = (sumz 0 (M%:Z - 1) (fun i => (((1 * ((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r))) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r)))) * (delta i)))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (M%:Z - 1)) => (dmul_l _ _ _ (dadd_r _ _ _ D_beta (dmul_l _ _ _ (dmul_l _ _ _ D_gamma (dadd_0 _ _ (D_x i) (dopp0 _ (dmul_0 _ _ (dsum0 _ _ _ (fun m'''' (m''''_lo : 0 <= m'''') (m''''_hi : m'''' <= (M%:Z - 1)) => (D_x m''''))) (dinv0 _ (dnum _)))))) (dinv0 _ (dfun0 _ _ _ (sqrt__D (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r)) ltac:(nz)) (dadd_0 _ _ D_varepsilon (dmul_0 _ _ (dsum0 _ _ _ (fun m (m_lo : 0 <= m) (m_hi : m <= (M%:Z - 1)) => (dpow0 _ _ (dadd_0 _ _ (D_x m) (dopp0 _ (dmul_0 _ _ (dsum0 _ _ _ (fun m' (m'_lo : 0 <= m') (m'_hi : m' <= (M%:Z - 1)) => (D_x m'))) (dinv0 _ (dnum _)))))))) (dinv0 _ (dnum _)))))))) (D_delta i)))). }
rewrite ?E1.
transitivity (sumz 0 (M%:Z - 1) (fun i => (((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i)))).
{ transitivity (sumz 0 (M%:Z - 1) (fun i => (((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i)))).
  { apply: eq_sumz => i _ _.
    transitivity (((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i)).
    { ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))).
{ have E4 : (sumz 0 (M%:Z - 1) (fun i => (((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i)))) = (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))) :> R.
  { transitivity (sumz 0 (M%:Z - 1) (fun i => (((x i) - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (((x i') - ((sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) * (delta i')).
    { by same. }
    have E2 : (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) = (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r))) :> R.
    { apply: (f_equal sqrt_).
      by same. }
    rewrite ?E2.
    have E3 : (sumz 0 (M%:Z - 1) (fun m'''' => (x m''''))) = (sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) :> R.
    { by same. }
    rewrite ?E3.
    fieldz. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))).
{ transitivity (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))).
  { apply: eq_sumz => i' _ _.
    transitivity (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (M%:Z - 1) (fun i' => (((x i') - ((sumz 0 (M%:Z - 1) (fun m''''' => (x m'''''))) / M%:r)) * (delta i') / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m'' => (((x m'') - ((sumz 0 (M%:Z - 1) (fun m''' => (x m'''))) / M%:r)) ^+ 2))) / M%:r)))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_batch_norm_parameters_.
Print Assumptions eq_batch_norm_parameters.

(* eq-batch-norm-parameters: Shift *)
Section eq_batch_norm_parameters_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (M : nat).
Variables (beta gamma varepsilon : R).
Hypothesis M_positive : (0 < M)%N.
Hypothesis D_beta : D beta = 1.
Hypothesis D_gamma : D gamma = 0.
Hypothesis D_varepsilon : D varepsilon = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Variables (sqrt_ : R -> R).
Hypothesis sqrt__D : forall a, sqrt_ a != 0 -> D (sqrt_ a) = (2%:R * sqrt_ a)^-1 * D a.
Hypothesis nonzero_0 : (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z
    - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))) != 0.
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
Theorem eq_batch_norm_parameters_2 :
  (D (sumz 0 (M%:Z - 1) (fun i => ((beta + (gamma * ((x i) - ((sumz 0 (M%:Z - 1) (fun m'' => (x
    m''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0
    (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))))) * (delta i))))) =
  (sumz 0 (M%:Z - 1) (fun i' => (delta i'))).
Proof.
have E1 : (D (sumz 0 (M%:Z - 1) (fun i => ((beta + (gamma * ((x i) - ((sumz 0 (M%:Z - 1) (fun m'' => (x m''))) / M%:r)) / (sqrt_ (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r))))) * (delta i))))) = (sumz 0 (M%:Z - 1) (fun i => (1 * (delta i)))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (M%:Z - 1)) => (dmul_l _ _ _ (dadd_l _ _ _ D_beta (dmul_0 _ _ (dmul_0 _ _ D_gamma (dadd_0 _ _ (D_x i) (dopp0 _ (dmul_0 _ _ (dsum0 _ _ _ (fun m'' (m''_lo : 0 <= m'') (m''_hi : m'' <= (M%:Z - 1)) => (D_x m''))) (dinv0 _ (dnum _)))))) (dinv0 _ (dfun0 _ _ _ (sqrt__D (varepsilon + ((sumz 0 (M%:Z - 1) (fun m => (((x m) - ((sumz 0 (M%:Z - 1) (fun m' => (x m'))) / M%:r)) ^+ 2))) / M%:r)) ltac:(nz)) (dadd_0 _ _ D_varepsilon (dmul_0 _ _ (dsum0 _ _ _ (fun m (m_lo : 0 <= m) (m_hi : m <= (M%:Z - 1)) => (dpow0 _ _ (dadd_0 _ _ (D_x m) (dopp0 _ (dmul_0 _ _ (dsum0 _ _ _ (fun m' (m'_lo : 0 <= m') (m'_hi : m' <= (M%:Z - 1)) => (D_x m'))) (dinv0 _ (dnum _)))))))) (dinv0 _ (dnum _)))))))) (D_delta i)))). }
rewrite ?E1.
transitivity (sumz 0 (M%:Z - 1) (fun i => (delta i))).
{ transitivity (sumz 0 (M%:Z - 1) (fun i => (delta i))).
  { apply: eq_sumz => i _ _.
    transitivity (delta i).
    { ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (M%:Z - 1) (fun i' => (delta i'))).
{ have E2 : (sumz 0 (M%:Z - 1) (fun i => (delta i))) = (sumz 0 (M%:Z - 1) (fun i' => (delta i'))) :> R.
  { transitivity (sumz 0 (M%:Z - 1) (fun i => (delta i))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (delta i').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (M%:Z - 1) (fun i' => (delta i'))).
{ transitivity (sumz 0 (M%:Z - 1) (fun i' => (delta i'))).
  { apply: eq_sumz => i' _ _.
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (M%:Z - 1) (fun i' => (delta i'))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_batch_norm_parameters_2_.
Print Assumptions eq_batch_norm_parameters_2.

(* eq-fold: Folding *)
Section eq_fold_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C k : nat).
Variables (f i : int).
Variables (varepsilon : R).
Hypothesis C_positive : (0 < C)%N.
Hypothesis k_positive : (0 < k)%N.
Variable bar_mu : int -> R.
Variable bar_v : int -> R.
Variable b : int -> R.
Variable beta : int -> R.
Variable gamma : int -> R.
Variable w : int -> int -> int -> R.
Variable x : int -> int -> R.
Variables (sqrt_ : R -> R).
Hypothesis nonzero_0 : (sqrt_ (varepsilon + (bar_v f))) != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_fold :
  ((beta f) + (((- (bar_mu f)) + (b f) + (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c
    => ((w f c u) * (x c (u + i)))))))) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))) =
  ((beta f) + (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) * (w f c'
    u') * (x c' (u' + i)) / (sqrt_ (varepsilon + (bar_v f)))))))) + (((- (bar_mu f)) + (b f)) *
    (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
Proof.
transitivity ((beta f) + (((- (bar_mu f)) + (b f) + (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((w f c u) * (x c (u + i)))))))) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
{ transitivity ((beta f) + (((- (bar_mu f)) + (b f) + (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((w f c u) * (x c (u + i)))))))) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((beta f) + (((- (bar_mu f)) + (b f) + (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((w f c u) * (x c (u + i)))))))) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((beta f) + (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) * (w f c' u') * (x c' (u' + i)) / (sqrt_ (varepsilon + (bar_v f)))))))) + (((- (bar_mu f)) + (b f)) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
{ transitivity ((beta f) + (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) * (w f c' u') * (x c' (u' + i)) / (sqrt_ (varepsilon + (bar_v f)))))))) + (((- (bar_mu f)) + (b f)) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
  by []. }
transitivity ((beta f) + ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))) + (((- (bar_mu f)) + (b f)) * (gamma f) / (sqrt_ (varepsilon + (bar_v f))))).
{ have E3 : (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) * (w f c' u') * (x c' (u' + i)) / (sqrt_ (varepsilon + (bar_v f)))))))) = ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) * (w f c' u') * (x c' (u' + i)) / (sqrt_ (varepsilon + (bar_v f)))))))).
    { by []. }
    transitivity ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))).
    { symmetry.
      transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (w f c' u') * (x c' (u' + i))))))).
      { transitivity ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))).
        { by []. }
        have E2 : (((gamma f) / (sqrt_ (varepsilon + (bar_v f)))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))) = (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (w f c' u') * (x c' (u' + i))))))) :> R.
        { transitivity (((gamma f) / (sqrt_ (varepsilon + (bar_v f)))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))).
          { by []. }
          have E1 : (((gamma f) / (sqrt_ (varepsilon + (bar_v f)))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))) = (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (w f c' u') * (x c' (u' + i))))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => u' _ _.
            rewrite sumz_mull; apply: eq_sumz => c' _ _.
            ring. }
          exact: E1. }
        transitivity (((gamma f) / (sqrt_ (varepsilon + (bar_v f)))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))).
        { ring. }
        transitivity (((gamma f) / (sqrt_ (varepsilon + (bar_v f)))) * (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i)))))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (w f c' u') * (x c' (u' + i))))))).
        { rewrite -?E2; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> c' ? ?; cbv beta].
      transitivity ((gamma f) / (sqrt_ (varepsilon + (bar_v f))) * (w f c' u') * (x c' (u' + i))).
      { by same. }
      fieldz. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (erefl _) E3) (erefl _)). }
symmetry.
have E4 : (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((w f c u) * (x c (u + i))))))) = (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (C%:Z - 1) (fun c' => ((w f c' u') * (x c' (u' + i))))))) :> R.
{ by same. }
rewrite ?E4.
fieldz.
Qed.
End eq_fold_.
Print Assumptions eq_fold.

(* eq-residual-gradient: Residual branch, backward *)
Section eq_residual_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (n : nat).
Variables (p : int).
Hypothesis n_positive : (0 < n)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> int -> R.
Hypothesis D_w : forall i0 i1, D (w i0 i1) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 p.
Variables (f f' : R -> R).
Hypothesis f_D : forall a, D (f a) = f' a * D a.
Hypothesis where_0 : 0 <= p <= (n%:Z - 1).
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
Theorem eq_residual_gradient :
  (D (sumz 0 (n%:Z - 1) (fun i => (((x i) + (sumz 0 (n%:Z - 1) (fun j => ((f (x j)) * (w i
    j))))) * (delta i))))) =
  (((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))) + (delta p)).
Proof.
have E1 : (D (sumz 0 (n%:Z - 1) (fun i => (((x i) + (sumz 0 (n%:Z - 1) (fun j => ((f (x j)) * (w i j))))) * (delta i))))) = (sumz 0 (n%:Z - 1) (fun i => (((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => (((f' (x j)) * (kd R j p)) * (w i j))))) * (delta i)))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_l _ _ _ (dadd _ _ _ _ (D_x i) (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (dfun _ _ _ _ (f_D (x j)) (D_x j)) (D_w i j))))) (D_delta i)))). }
rewrite ?E1.
transitivity ((sumz 0 (n%:Z - 1) (fun i => ((delta i) * (kd R i p)))) + (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j))))))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i => (((delta i) * (kd R i p)) + (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j))))))).
  { apply: eq_sumz => i _ _.
    transitivity (((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => (((f' (x j)) * (kd R j p)) * (w i j))))) * (delta i)).
    { by []. }
    have E3 : ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => (((f' (x j)) * (kd R j p)) * (w i j))))) = ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j))))) :> R.
    { have E2 : (sumz 0 (n%:Z - 1) (fun j => (((f' (x j)) * (kd R j p)) * (w i j)))) = (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j)))) :> R.
      { transitivity (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j)))).
        { apply: eq_sumz => j _ _.
          transitivity ((f' (x j)) * (kd R j p) * (w i j)).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      transitivity ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j))))).
      { exact: (f_equal2 +%R (erefl _) E2). }
      by []. }
    have E5 : ((delta i) * ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j)))))) = (((delta i) * (kd R i p)) + (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j))))) :> R.
    { transitivity (((delta i) * (kd R i p)) + ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j)))))).
      { ring. }
      have E4 : ((delta i) * (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j))))) = (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: (f_equal2 +%R (erefl _) E4). }
    transitivity ((delta i) * ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => (((f' (x j)) * (kd R j p)) * (w i j)))))).
    { ring. }
    transitivity ((delta i) * ((kd R i p) + (sumz 0 (n%:Z - 1) (fun j => ((f' (x j)) * (kd R j p) * (w i j)))))).
    { exact: (f_equal2 *%R (erefl _) E3). }
    transitivity (((delta i) * (kd R i p)) + (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j))))).
    { rewrite -?E5; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta p) + (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p))))).
{ have E9 : (sumz 0 (n%:Z - 1) (fun i => ((delta i) * (kd R i p)))) = (delta p) :> R.
  { transitivity (delta p).
    { transitivity ((inside R p 0 (n%:Z - 1)) * (delta p)).
      { transitivity (sumz 0 (n%:Z - 1) (fun i => (kd R i p) * (delta i))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n%:Z - 1)) * (delta p)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E10 : (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun j => ((delta i) * (f' (x j)) * (kd R j p) * (w i j)))))) = (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((delta i) * (f' (x p)) * (w i p)))).
    { transitivity (sumz 0 (n%:Z - 1) (fun i => ((inside R p 0 (n%:Z - 1)) * (delta i) * (f' (x p)) * (w i p)))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (n%:Z - 1) (fun j => (kd R j p) * ((delta i) * (f' (x j)) * (w i j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n%:Z - 1)) * ((delta i) * (f' (x p)) * (w i p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (f' (x p)) * (w i' p)).
    { by same. }
    ring. }
  exact: (f_equal2 +%R E9 E10). }
symmetry.
transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) + (delta p)).
{ have E8 : ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))) = (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) :> R.
  { transitivity ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))).
    { by []. }
    have E7 : ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))) = (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) :> R.
    { transitivity ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))).
      { by []. }
      have E6 : ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))) = (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i' _ _.
        ring. }
      exact: E6. }
    transitivity ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))).
    { by []. }
    transitivity ((f' (x p)) * (sumz 0 (n%:Z - 1) (fun i' => ((delta i') * (w i' p))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))).
    { rewrite -?E7; ring. }
    by []. }
  transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) + (delta p)).
  { exact: (f_equal2 +%R E8 (erefl _)). }
  by []. }
transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((f' (x p)) * (delta i') * (w i' p)))) + (delta p)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End eq_residual_gradient_.
Print Assumptions eq_residual_gradient.

(* eq-grouped-gradients: Grouped, kernel *)
Section eq_grouped_gradients_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' G H k : nat).
Variables (c g p r : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis G_positive : (0 < G)%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2, D (delta i0 i1 i2) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 g * kd R i1 r * kd R i2 c * kd R
    i3 p.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = 0.
Hypothesis where_0 : 0 <= g <= (G%:Z - 1).
Hypothesis where_1 : 0 <= r <= (F'%:Z - 1).
Hypothesis where_2 : 0 <= c <= (C%:Z - 1).
Hypothesis where_3 : 0 <= p <= (k%:Z - 1).
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
Theorem eq_grouped_gradients :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g'
    => ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r'
    c' u) * (x g' c' (i + u))))))))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r' c' u) * (x g' c' (i + u))))))))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p)) * (x g' c' (i + u)))))))))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun r' _ _ => (dsum _ _ _ _ (fun g' _ _ => (dmul_r _ _ _ (D_delta g' r' i) (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (D_w g' r' c' u) (D_x g' c' (i + u)))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))).
    { apply: eq_sumz => r' _ _.
      transitivity (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))).
      { apply: eq_sumz => g' _ _.
        transitivity ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p)) * (x g' c' (i + u)))))))).
        { by []. }
        have E2 : (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p)) * (x g' c' (i + u))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))) :> R.
        { transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))).
          { apply: eq_sumz => u _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))).
            { apply: eq_sumz => c' _ _.
              transitivity ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u)))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))) :> R.
        { transitivity ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u)))))))).
          { by []. }
          have E3 : ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u)))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => u _ _.
            rewrite sumz_mull; apply: eq_sumz => c' _ _.
            ring. }
          exact: E3. }
        transitivity ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p)) * (x g' c' (i + u)))))))).
        { by []. }
        transitivity ((delta g' r' i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u)))))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))).
{ have E5 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta g r i) * (x g c (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g r' i) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g c' (i + u))))))))))).
      { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => r' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r' i) * (kd R g' g) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => r' _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => r' _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (G%:Z - 1) (fun g' => (kd R g' g) * ((delta g' r' i) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g' c' (i + u))))).
        { apply: eq_sumz => g' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (G%:Z - 1)) * ((delta g r' i) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g c' (i + u)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (kd R c' c) * (kd R u p) * (x g c' (i + u))))))))).
      { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun r' => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g r' i) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g c' (i + u))))))))))).
        { apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R g 0 (G%:Z - 1)) * (delta g r' i) * (kd R r' r) * (kd R c' c) * (kd R u p) * (x g c' (i + u))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun r' => (kd R r' r) * ((inside R g 0 (G%:Z - 1)) * (delta g r' i) * (kd R c' c) * (kd R u p) * (x g c' (i + u))))).
        { apply: eq_sumz => r' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R r 0 (F'%:Z - 1)) * ((inside R g 0 (G%:Z - 1)) * (delta g r i) * (kd R c' c) * (kd R u p) * (x g c' (i + u)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (kd R u p) * (x g c (i + u))))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (kd R u p) * (x g c' (i + u))))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (kd R u p) * (x g c (i + u)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (x g c (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun u => (kd R u p) * ((inside R c 0 (C%:Z - 1)) * (inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (x g c (i + u))))).
        { apply: eq_sumz => u _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R r 0 (F'%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (x g c (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R r 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (G%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta g r i') * (x g c (i' + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta g r i') * (x g c (i' + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta g r i') * (x g c (i' + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_grouped_gradients_.
Print Assumptions eq_grouped_gradients.

(* eq-grouped-gradients: Grouped, input *)
Section eq_grouped_gradients_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' G H k : nat).
Variables (a c g : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis G_positive : (0 < G)%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2, D (delta i0 i1 i2) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 g * kd R i1 c * kd R i2 a.
Hypothesis where_0 : 0 <= g <= (G%:Z - 1).
Hypothesis where_1 : 0 <= c <= (C%:Z - 1).
Hypothesis where_2 : 0 <= a <= (H%:Z - 1).
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
Theorem eq_grouped_gradients_2 :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' =>
    ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u)
    * (x g' c' (i + u))))))))))))))) =
  (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z -
    k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (x g' c' (i + u))))))))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * ((kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun r _ _ => (dsum _ _ _ _ (fun g' _ _ => (dmul_r _ _ _ (D_delta g' r i) (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_r _ _ _ (D_w g' r c' u) (D_x g' c' (i + u)))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))).
    { apply: eq_sumz => r _ _.
      transitivity (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))).
      { apply: eq_sumz => g' _ _.
        transitivity ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * ((kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))).
        { by []. }
        have E2 : (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * ((kd R g' g) * (kd R c' c) * (kd R (i + u) a))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))) :> R.
        { transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))).
          { apply: eq_sumz => u _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))).
            { apply: eq_sumz => c' _ _.
              transitivity ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        have E4 : ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))) :> R.
        { transitivity ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a))))))).
          { by []. }
          have E3 : ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => u _ _.
            rewrite sumz_mull; apply: eq_sumz => c' _ _.
            ring. }
          exact: E3. }
        transitivity ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * ((kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))).
        { by []. }
        transitivity ((delta g' r i) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a))))))).
        { exact: (f_equal2 *%R (erefl _) E2). }
        transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))).
        { rewrite -?E4; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))).
{ have E5 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))) = (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))) :> R.
  { transitivity (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => ((inside R (a - u) 0 (H%:Z - k%:Z)) * (delta g r (a - u)) * (w g r c u)))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => ((inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c' u) * (kd R c' c) * (kd R (i + u) a)))))))))).
      { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (G%:Z - 1) (fun g' => (sumz 0 (C%:Z - 1) (fun c' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => r _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (G%:Z - 1) (fun g' => ((delta g' r i) * (w g' r c' u) * (kd R g' g) * (kd R c' c) * (kd R (i + u) a)))))))))))).
        { apply: eq_sumz => i _ _.
          apply: eq_sumz => r _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => r _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (G%:Z - 1) (fun g' => (kd R g' g) * ((delta g' r i) * (w g' r c' u) * (kd R c' c) * (kd R (i + u) a)))).
        { apply: eq_sumz => g' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (G%:Z - 1)) * ((delta g r i) * (w g r c' u) * (kd R c' c) * (kd R (i + u) a))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c u) * (kd R (i + u) a)))))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => r _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c' u) * (kd R (i + u) a)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c u) * (kd R (i + u) a))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => ((inside R (a - u) 0 (H%:Z - k%:Z)) * (inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r (a - u)) * (w g r c u)))))).
      { transitivity (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c u) * (kd R (i + u) a)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun r => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c u) * (kd R (i + u) a)))))))).
        { apply: eq_sumz => r _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => r _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - u)) * ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r i) * (w g r c u)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + u) a) = (kd R i (a - u)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - u) 0 (H%:Z - k%:Z)) * ((inside R c 0 (C%:Z - 1)) * (inside R g 0 (G%:Z - 1)) * (delta g r (a - u)) * (w g r c u))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => r ? ?.
      apply: eq_sumz => u ? ?.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (G%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun r => ((inside R (a - u) 0 (H%:Z - k%:Z)) * (delta g r (a - u)) * (w g r c u)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> r' ? ?; cbv beta].
    transitivity ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))).
  { apply: eq_sumz => u' _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))).
    { apply: eq_sumz => r' _ _.
      transitivity ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun r' => ((inside R (a - u') 0 (H%:Z - k%:Z)) * (delta g r' (a - u')) * (w g r' c u')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_grouped_gradients_2_.
Print Assumptions eq_grouped_gradients_2.

(* eq-transposed-gradients: Transposed, input *)
Section eq_transposed_gradients_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H L S' k : nat).
Variables (P c p : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis L_positive : (0 < L)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2, D (w i0 i1 i2) = 0.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = kd R i0 c * kd R i1 p.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= p <= (H%:Z - 1).
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
Theorem eq_transposed_gradients :
  (D (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => ((delta f a) * (sumz 0 (k%:Z -
    1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i *
    S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (x c' i)))))))))))))) =
  (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z
    * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))).
Proof.
have E1 : (D (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (x c' i)))))))))))))) = (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u)) * ((kd R c' c) * (kd R i p)))))))))))))).
{ exact (dsum _ _ _ _ (fun a _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_r _ _ _ (D_delta f a) (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_r _ _ _ (dmul_0 _ _ (dkd _ _) (D_w c' f u)) (D_x c' i))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
{ transitivity (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
  { apply: eq_sumz => a _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))).
    { apply: eq_sumz => f _ _.
      transitivity ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u)) * ((kd R c' c) * (kd R i p)))))))))).
      { by []. }
      have E2 : (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u)) * ((kd R c' c) * (kd R i p))))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))) :> R.
      { transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))).
        { apply: eq_sumz => u _ _.
          transitivity (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))).
          { apply: eq_sumz => i _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))).
            { apply: eq_sumz => c' _ _.
              transitivity ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p))))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))) :> R.
      { transitivity ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p))))))))).
        { by []. }
        have E3 : ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p))))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => u _ _.
          rewrite sumz_mull; apply: eq_sumz => i _ _.
          rewrite sumz_mull; apply: eq_sumz => c' _ _.
          ring. }
        exact: E3. }
      transitivity ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u)) * ((kd R c' c) * (kd R i p)))))))))).
      { by []. }
      transitivity ((delta f a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p))))))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))).
{ have E5 : (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))) = (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))) :> R.
  { transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => ((inside R ((u * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f ((u * D'%:Z) + (S'%:Z * p) - P)) * (w c f u)))))).
    { transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))).
      { transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
        { apply: eq_sumz => f _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
        { apply: eq_sumz => f _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (L%:Z - 1) (fun a => ((delta f a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p)))))))))))).
        { apply: eq_sumz => f _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => f _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (L%:Z - 1) (fun a => (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((delta f a) * (w c' f u) * (kd R c' c) * (kd R i p)))).
        { apply: eq_sumz => a _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * ((delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R c' c) * (kd R i p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c f u) * (kd R i p)))))))).
      { apply: eq_sumz => f _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f u) * (kd R i p)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c f u) * (kd R i p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k%:Z - 1) (fun u => ((inside R p 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((u * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f ((u * D'%:Z) + (S'%:Z * p) - P)) * (w c f u)))))).
      { apply: eq_sumz => f _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (kd R i p) * ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c f u)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R ((u * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f ((u * D'%:Z) + (S'%:Z * p) - P)) * (w c f u))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => f ? ?.
      apply: eq_sumz => u ? ?.
      have -> : (inside R p 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun f => ((inside R ((u * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f ((u * D'%:Z) + (S'%:Z * p) - P)) * (w c f u)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> u' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))).
  { apply: eq_sumz => u' _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))).
    { apply: eq_sumz => f' _ _.
      transitivity ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun u' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R ((u' * D'%:Z) + (S'%:Z * p) - P) 0 (L%:Z - 1)) * (delta f' ((u' * D'%:Z) + (S'%:Z * p) - P)) * (w c f' u')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_transposed_gradients_.
Print Assumptions eq_transposed_gradients.

(* eq-transposed-gradients: Transposed, kernel *)
Section eq_transposed_gradients_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H L S' k : nat).
Variables (P c f q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis L_positive : (0 < L)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable w : int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2, D (w i0 i1 i2) = kd R i0 c * kd R i1 f * kd R i2 q.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= f <= (F'%:Z - 1).
Hypothesis where_2 : 0 <= q <= (k%:Z - 1).
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
Theorem eq_transposed_gradients_2 :
  (D (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => ((delta f' a) * (sumz 0 (k%:Z -
    1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i *
    S'%:Z) + (u * D'%:Z) - P)) * (w c' f' u) * (x c' i)))))))))))))) =
  (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) *
    (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))).
Proof.
have E1 : (D (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (w c' f' u) * (x c' i)))))))))))))) = (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((kd R c' c) * (kd R f' f) * (kd R u q))) * (x c' i))))))))))))).
{ exact (dsum _ _ _ _ (fun a _ _ => (dsum _ _ _ _ (fun f' _ _ => (dmul_r _ _ _ (D_delta f' a) (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun c' _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dkd _ _) (D_w c' f' u)) (D_x c' i))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
{ transitivity (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
  { apply: eq_sumz => a _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))).
    { apply: eq_sumz => f' _ _.
      transitivity ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((kd R c' c) * (kd R f' f) * (kd R u q))) * (x c' i))))))))).
      { by []. }
      have E2 : (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((kd R c' c) * (kd R f' f) * (kd R u q))) * (x c' i)))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))) :> R.
      { transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))).
        { apply: eq_sumz => u _ _.
          transitivity (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))).
          { apply: eq_sumz => i _ _.
            transitivity (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))).
            { apply: eq_sumz => c' _ _.
              transitivity ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)).
              { ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          by rewrite ?sumz_add ?sumz0. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i))))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))) :> R.
      { transitivity ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i))))))))).
        { by []. }
        have E3 : ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i))))))))) = (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => u _ _.
          rewrite sumz_mull; apply: eq_sumz => i _ _.
          rewrite sumz_mull; apply: eq_sumz => c' _ _.
          ring. }
        exact: E3. }
      transitivity ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((kd R c' c) * (kd R f' f) * (kd R u q))) * (x c' i))))))))).
      { by []. }
      transitivity ((delta f' a) * (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i))))))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))).
{ have E5 : (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))) = (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))) :> R.
  { transitivity (sumz 0 (H%:Z - 1) (fun i => ((inside R ((i * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (D'%:Z * q) - P)) * (x c i)))).
    { transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))).
      { transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
        { apply: eq_sumz => f' _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (L%:Z - 1) (fun a => (sumz 0 (C%:Z - 1) (fun c' => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
        { apply: eq_sumz => f' _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (L%:Z - 1) (fun a => ((delta f' a) * (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))))))))))).
        { apply: eq_sumz => f' _ _.
          apply: eq_sumz => u _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => f' _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => c' _ _.
        transitivity (sumz 0 (L%:Z - 1) (fun a => (kd R a ((i * S'%:Z) + (u * D'%:Z) - P)) * ((delta f' a) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i)))).
        { apply: eq_sumz => a _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * ((delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R c' c) * (kd R f' f) * (kd R u q) * (x c' i))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R f' f) * (kd R u q) * (x c i)))))))).
      { apply: eq_sumz => f' _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R f' f) * (kd R u q) * (x c' i)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R f' f) * (kd R u q) * (x c i))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => ((inside R f 0 (F'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R u q) * (x c i)))))).
      { transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun f' => (sumz 0 (H%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R f' f) * (kd R u q) * (x c i)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (k%:Z - 1) (fun u => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R f' f) * (kd R u q) * (x c i)))))))).
        { apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => u _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f' => (kd R f' f) * ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f' ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R u q) * (x c i)))).
        { apply: eq_sumz => f' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R f 0 (F'%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R u q) * (x c i))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (H%:Z - 1) (fun i => ((inside R q 0 (k%:Z - 1)) * (inside R f 0 (F'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (D'%:Z * q) - P)) * (x c i)))).
      { transitivity (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun u => ((inside R f 0 (F'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (kd R u q) * (x c i)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun u => (kd R u q) * ((inside R f 0 (F'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (u * D'%:Z) - P)) * (x c i)))).
        { apply: eq_sumz => u _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (k%:Z - 1)) * ((inside R f 0 (F'%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (inside R ((i * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i * S'%:Z) + (D'%:Z * q) - P)) * (x c i))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R q 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R f 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))).
{ transitivity (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))).
  { apply: eq_sumz => i' _ _.
    transitivity ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * q) - P) 0 (L%:Z - 1)) * (delta f ((i' * S'%:Z) + (D'%:Z * q) - P)) * (x c i')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_transposed_gradients_2_.
Print Assumptions eq_transposed_gradients_2.

(* eq-global-pooling: Global average pooling *)
Section eq_global_pooling_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (C H W : nat).
Variables (c p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis W_positive : (0 < W)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 c * kd R i1 p * kd R i2 q.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_global_pooling :
  (D (sumz 0 (C%:Z - 1) (fun c' => ((delta c') * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1)
    (fun i => (x c' i j))))) / H%:r / W%:r)))) =
  ((delta c) / H%:r / W%:r).
Proof.
have E1 : (D (sumz 0 (C%:Z - 1) (fun c' => ((delta c') * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (x c' i j))))) / H%:r / W%:r)))) = (sumz 0 (C%:Z - 1) (fun c' => ((((delta c') * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))) / H%:r) / W%:r))).
{ exact (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (C%:Z - 1)) => (dmul_l _ _ _ (dmul_l _ _ _ (dmul_r _ _ _ (D_delta c') (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (W%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H%:Z - 1)) => (D_x c' i j)))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _))))). }
rewrite ?E1.
transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))))).
{ transitivity (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))))).
  { apply: eq_sumz => c' _ _.
    transitivity ((delta c') * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q)))))) / H%:r / W%:r).
    { ring. }
    have E3 : (((delta c') / H%:r / W%:r) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))) :> R.
    { transitivity (((delta c') / H%:r / W%:r) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))).
      { by []. }
      have E2 : (((delta c') / H%:r / W%:r) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: E2. }
    transitivity (((delta c') / H%:r / W%:r) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))).
    { ring. }
    transitivity (((delta c') / H%:r / W%:r) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((kd R c' c) * (kd R i p) * (kd R j q))))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta c) / H%:r / W%:r).
{ have E4 : (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))))) = ((delta c) / H%:r / W%:r) :> R.
  { transitivity ((delta c) / H%:r / W%:r).
    { transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r * (kd R i p) * (kd R j q)))))).
      { transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (C%:Z - 1) (fun c' => (sumz 0 (H%:Z - 1) (fun i => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c' => ((delta c') / H%:r / W%:r * (kd R c' c) * (kd R i p) * (kd R j q)))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c' => (kd R c' c) * ((delta c') / H%:r / W%:r * (kd R i p) * (kd R j q)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta c) / H%:r / W%:r * (kd R i p) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (W%:Z - 1) (fun j => ((inside R p 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r * (kd R j q)))).
      { apply: eq_sumz => j _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (kd R i p) * ((inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r * (kd R j q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (W%:Z - 1)) * (inside R p 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r).
      { transitivity (sumz 0 (W%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (W%:Z - 1)) * ((inside R p 0 (H%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta c) / H%:r / W%:r)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E4. }
symmetry.
transitivity ((delta c) / H%:r / W%:r).
{ transitivity ((delta c) / H%:r / W%:r).
  { by []. }
  by []. }
transitivity ((delta c) / H%:r / W%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_global_pooling_.
Print Assumptions eq_global_pooling.

(* eq-attention-gradients: Values *)
Section eq_attention_gradients_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (M T d d_v : nat).
Variables (e m : int).
Variables (lambda : R).
Hypothesis M_positive : (0 < M)%N.
Hypothesis T_positive : (0 < T)%N.
Hypothesis d_positive : (0 < d)%N.
Hypothesis d_v_positive : (0 < d_v)%N.
Hypothesis D_lambda : D lambda = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable k : int -> int -> R.
Hypothesis D_k : forall i0 i1, D (k i0 i1) = 0.
Variable q : int -> int -> R.
Hypothesis D_q : forall i0 i1, D (q i0 i1) = 0.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = kd R i0 e * kd R i1 m.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= e <= (d_v%:Z - 1).
Hypothesis where_1 : 0 <= m <= (M%:Z - 1).
Hypothesis nonzero_0 : forall t, 0 <= t -> t <= (T%:Z - 1) -> (sumz 0 (M%:Z - 1) (fun l => (exp_
    (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))) != 0.
Hypothesis nonzero_1 : forall t', 0 <= t' -> t' <= (T%:Z - 1) -> (sumz 0 (M%:Z - 1) (fun l' =>
    (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t')))))))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | apply: nonzero_0; lia | apply: nonzero_1; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_attention_gradients :
  (D (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t) * (sumz 0 (M%:Z
    - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t))))))
    * (v e' m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k
    c l) * (q c t))))))))))))))))) =
  (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) *
    (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0
    (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))).
Proof.
have E1 : (D (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (v e' m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))))))) = (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * ((kd R e' e) * (kd R m' m))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))))))).
{ exact (dsum _ _ _ _ (fun t (t_lo : 0 <= t) (t_hi : t <= (T%:Z - 1)) => (dsum _ _ _ _ (fun e' (e'_lo : 0 <= e') (e'_hi : e' <= (d_v%:Z - 1)) => (dmul_r _ _ _ (D_delta e' t) (dsum _ _ _ _ (fun m' (m'_lo : 0 <= m') (m'_hi : m' <= (M%:Z - 1)) => (dmul_l _ _ _ (dmul_r _ _ _ (dfun0 _ _ _ (exp__D (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) (dmul_0 _ _ D_lambda (dsum0 _ _ _ (fun c'' (c''_lo : 0 <= c'') (c''_hi : c'' <= (d%:Z - 1)) => (dmul_0 _ _ (D_k c'' m') (D_q c'' t)))))) (D_v e' m')) (dinv0 _ (dsum0 _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (M%:Z - 1)) => (dfun0 _ _ _ (exp__D (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))) (dmul_0 _ _ D_lambda (dsum0 _ _ _ (fun c (c_lo : 0 <= c) (c_hi : c <= (d%:Z - 1)) => (dmul_0 _ _ (D_k c l) (D_q c t))))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))))).
{ transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))))).
  { apply: eq_sumz => t _ _.
    transitivity (sumz 0 (d_v%:Z - 1) (fun e' => (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))).
    { apply: eq_sumz => e' _ _.
      transitivity ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * ((kd R e' e) * (kd R m' m))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))).
      { by []. }
      have E2 : (sumz 0 (M%:Z - 1) (fun m' => (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * ((kd R e' e) * (kd R m' m))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))) = (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))) :> R.
      { transitivity (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
        { apply: eq_sumz => m' _ _.
          transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))).
          { ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E4 : ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))) = (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))) :> R.
      { transitivity ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))).
        { by []. }
        have E3 : ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))) = (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m' _ _.
          ring. }
        exact: E3. }
      transitivity ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * ((kd R e' e) * (kd R m' m))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))).
      { by []. }
      transitivity ((delta e' t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))))).
      { exact: (f_equal2 *%R (erefl _) E2). }
      transitivity (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
      { rewrite -?E4; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))).
{ have E7 : (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e' => (sumz 0 (M%:Z - 1) (fun m' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))))) = (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))) :> R.
  { transitivity (sumz 0 (T%:Z - 1) (fun t => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m) * (q c'' t)))))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
    { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (M%:Z - 1) (fun m' => ((inside R e 0 (d_v%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))).
      { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R e' e) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))))))).
        { apply: eq_sumz => t _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => t _ _.
        apply: eq_sumz => m' _ _.
        transitivity (sumz 0 (d_v%:Z - 1) (fun e' => (kd R e' e) * ((delta e' t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
        { apply: eq_sumz => e' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R e 0 (d_v%:Z - 1)) * ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) * (kd R m' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (T%:Z - 1) (fun t => ((inside R m 0 (M%:Z - 1)) * (inside R e 0 (d_v%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m) * (q c'' t)))))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
      { apply: eq_sumz => t _ _.
        transitivity (sumz 0 (M%:Z - 1) (fun m' => (kd R m' m) * ((inside R e 0 (d_v%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m') * (q c'' t)))))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t))))))))))).
        { apply: eq_sumz => m' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R m 0 (M%:Z - 1)) * ((inside R e 0 (d_v%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m) * (q c'' t)))))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t)))))))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => t ? ?.
      have -> : (inside R m 0 (M%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R e 0 (d_v%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> t' ? ?; cbv beta].
    transitivity ((delta e t') * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m) * (q c'' t')))))) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t'))))))))).
    { by same. }
    have E5 : (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c => ((k c l) * (q c t')))))))) = (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t')))))))) :> R.
    { by same. }
    rewrite ?E5.
    have E6 : (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' m) * (q c'' t')))))) = (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) :> R.
    { apply: (f_equal exp_).
      by same. }
    rewrite ?E6.
    fieldz. }
  exact: E7. }
symmetry.
transitivity (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))).
{ transitivity (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))).
  { apply: eq_sumz => t' _ _.
    transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (T%:Z - 1) (fun t' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' m) * (q c''' t')))))) * (delta e t') / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l') * (q c' t'))))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_attention_gradients_.
Print Assumptions eq_attention_gradients.

(* eq-attention-gradients: Keys *)
Section eq_attention_gradients_3_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (M T d d_v : nat).
Variables (c m : int).
Variables (lambda : R).
Hypothesis M_positive : (0 < M)%N.
Hypothesis T_positive : (0 < T)%N.
Hypothesis d_positive : (0 < d)%N.
Hypothesis d_v_positive : (0 < d_v)%N.
Hypothesis D_lambda : D lambda = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable k : int -> int -> R.
Hypothesis D_k : forall i0 i1, D (k i0 i1) = kd R i0 c * kd R i1 m.
Variable q : int -> int -> R.
Hypothesis D_q : forall i0 i1, D (q i0 i1) = 0.
Variable v : int -> int -> R.
Hypothesis D_v : forall i0 i1, D (v i0 i1) = 0.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= c <= (d%:Z - 1).
Hypothesis where_1 : 0 <= m <= (M%:Z - 1).
Hypothesis nonzero_0 : forall t, 0 <= t -> t <= (T%:Z - 1) -> (sumz 0 (M%:Z - 1) (fun l => (exp_
    (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) != 0.
Hypothesis nonzero_1 : forall t', 0 <= t' -> t' <= (T%:Z - 1) -> (sumz 0 (M%:Z - 1) (fun l' =>
    (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) != 0.
Hypothesis nonzero_2 : forall t', 0 <= t' -> t' <= (T%:Z - 1) -> (sumz 0 (M%:Z - 1) (fun l'' =>
    (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | apply: nonzero_0; lia | apply: nonzero_1; lia | apply: nonzero_2; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_attention_gradients_3 :
  (D (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => ((delta e t) * (sumz 0 (M%:Z -
    1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c''''
    t)))))) * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'
    => ((k c' l) * (q c' t))))))))))))))))) =
  (lambda * (sumz 0 (T%:Z - 1) (fun t' => (((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v
    e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''
    => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t')
    * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun
    c'' => ((k c'' l') * (q c'' t')))))))))))) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''''
    => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_
    (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))))))).
Proof.
have E1 : (D (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))))))))))) = (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))))) * (v e m')) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) + (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m')) * ((- (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))))))))))))))))).
{ exact (dsum _ _ _ _ (fun t (t_lo : 0 <= t) (t_hi : t <= (T%:Z - 1)) => (dsum _ _ _ _ (fun e (e_lo : 0 <= e) (e_hi : e <= (d_v%:Z - 1)) => (dmul_r _ _ _ (D_delta e t) (dsum _ _ _ _ (fun m' (m'_lo : 0 <= m') (m'_hi : m' <= (M%:Z - 1)) => (dmul _ _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (exp__D (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) (dmul_r _ _ _ D_lambda (dsum _ _ _ _ (fun c'''' (c''''_lo : 0 <= c'''') (c''''_hi : c'''' <= (d%:Z - 1)) => (dmul_l _ _ _ (D_k c'''' m') (D_q c'''' t)))))) (D_v e m')) (dinv (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) _ ltac:(nz) (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (M%:Z - 1)) => (dfun _ _ _ _ (exp__D (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) (dmul_r _ _ _ D_lambda (dsum _ _ _ _ (fun c' (c'_lo : 0 <= c') (c'_hi : c' <= (d%:Z - 1)) => (dmul_l _ _ _ (D_k c' l) (D_q c' t))))))))))))))))). }
rewrite ?E1.
transitivity ((sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))))))) + (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))))))).
{ transitivity (sumz 0 (T%:Z - 1) (fun t => ((sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))))) + (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))))))).
  { apply: eq_sumz => t _ _.
    transitivity (sumz 0 (d_v%:Z - 1) (fun e => ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))))).
    { apply: eq_sumz => e _ _.
      transitivity ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))))) * (v e m')) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) + (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m')) * ((- (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))))))))))))).
      { by []. }
      have E13 : (sumz 0 (M%:Z - 1) (fun m' => (((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))))) * (v e m')) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) + (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m')) * ((- (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t))))))))))))) = ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))) :> R.
      { transitivity (sumz 0 (M%:Z - 1) (fun m' => ((sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))) + (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))).
        { apply: eq_sumz => m' _ _.
          have E5 : ((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))))) * (v e m')) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) = (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))) :> R.
          { transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))) * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))).
            { ring. }
            have E2 : (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))) = (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t)))) :> R.
            { transitivity (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t)))).
              { apply: eq_sumz => c'''' _ _.
                transitivity ((kd R c'''' c) * (kd R m' m) * (q c'''' t)).
                { ring. }
                by []. }
              by rewrite ?sumz_add ?sumz0. }
            have E4 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) * (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t))))) = (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))) :> R.
            { transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) * (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t))))).
              { by []. }
              have E3 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) * (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t))))) = (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))) :> R.
              { rewrite sumz_mull; apply: eq_sumz => c'''' _ _.
                ring. }
              exact: E3. }
            transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t))))).
            { ring. }
            transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) * (sumz 0 (d%:Z - 1) (fun c'''' => ((kd R c'''' c) * (kd R m' m) * (q c'''' t))))).
            { exact: (f_equal2 *%R (erefl _) E2). }
            transitivity (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))).
            { rewrite -?E4; ring. }
            by []. }
          have E12 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m')) * ((- (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))))))))) = (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))) :> R.
          { transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t))))))))).
            { ring. }
            have E9 : (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))))))) = (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))) :> R.
            { transitivity (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))).
              { apply: eq_sumz => l _ _.
                transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t))))).
                { ring. }
                have E6 : (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))) = (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t)))) :> R.
                { transitivity (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t)))).
                  { apply: eq_sumz => c' _ _.
                    transitivity ((kd R c' c) * (kd R l m) * (q c' t)).
                    { ring. }
                    by []. }
                  by rewrite ?sumz_add ?sumz0. }
                have E8 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda) * (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t))))) = (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))) :> R.
                { transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda) * (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t))))).
                  { by []. }
                  have E7 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda) * (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t))))) = (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))) :> R.
                  { rewrite sumz_mull; apply: eq_sumz => c' _ _.
                    ring. }
                  exact: E7. }
                transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda) * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t))))).
                { ring. }
                transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda) * (sumz 0 (d%:Z - 1) (fun c' => ((kd R c' c) * (kd R l m) * (q c' t))))).
                { exact: (f_equal2 *%R (erefl _) E6). }
                transitivity (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))).
                { rewrite -?E8; ring. }
                by []. }
              by rewrite ?sumz_add ?sumz0. }
            have E11 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))) = (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))) :> R.
            { transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))).
              { by []. }
              have E10 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))) = (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))) :> R.
              { rewrite sumz_mull; apply: eq_sumz => l _ _.
                rewrite sumz_mull; apply: eq_sumz => c' _ _.
                ring. }
              exact: E10. }
            transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t))))))))).
            { ring. }
            transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))).
            { exact: (f_equal2 *%R (erefl _) E9). }
            transitivity (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))).
            { rewrite -?E11; ring. }
            by []. }
          transitivity ((sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))) + (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))).
          { exact: (f_equal2 +%R E5 E12). }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E16 : ((delta e t) * ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))))))) = ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))) :> R.
      { transitivity (((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t))))))) + ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))))))).
        { ring. }
        have E14 : ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t))))))) = (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m' _ _.
          rewrite sumz_mull; apply: eq_sumz => c'''' _ _.
          ring. }
        have E15 : ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))) = (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m' _ _.
          rewrite sumz_mull; apply: eq_sumz => l _ _.
          rewrite sumz_mull; apply: eq_sumz => c' _ _.
          ring. }
        exact: (f_equal2 +%R E14 E15). }
      transitivity ((delta e t) * (sumz 0 (M%:Z - 1) (fun m' => (((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => (((kd R c'''' c) * (kd R m' m)) * (q c'''' t)))))) * (v e m')) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))) + (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m')) * ((- (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2)) * (sumz 0 (M%:Z - 1) (fun l => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * (lambda * (sumz 0 (d%:Z - 1) (fun c' => (((kd R c' c) * (kd R l m)) * (q c' t)))))))))))))).
      { by []. }
      transitivity ((delta e t) * ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))))))).
      { exact: (f_equal2 *%R (erefl _) E13). }
      transitivity ((sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))) + (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t))))))))).
      { rewrite -?E16; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))).
{ have E33 : (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d%:Z - 1) (fun c'''' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R c'''' c) * (kd R m' m) * (q c'''' t)))))))))) = (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) :> R.
  { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m) * (q c'''' t)))))) * lambda * (v e m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (q c t)))))).
    { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R m' m) * (q c t)))))))).
      { apply: eq_sumz => t _ _.
        apply: eq_sumz => e _ _.
        apply: eq_sumz => m' _ _.
        transitivity (sumz 0 (d%:Z - 1) (fun c'''' => (kd R c'''' c) * ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R m' m) * (q c'''' t)))).
        { apply: eq_sumz => c'''' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (d%:Z - 1)) * ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (kd R m' m) * (q c t))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => ((inside R m 0 (M%:Z - 1)) * (inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m) * (q c'''' t)))))) * lambda * (v e m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (q c t)))))).
      { apply: eq_sumz => t _ _.
        apply: eq_sumz => e _ _.
        transitivity (sumz 0 (M%:Z - 1) (fun m' => (kd R m' m) * ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * lambda * (v e m') / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (q c t)))).
        { apply: eq_sumz => m' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R m 0 (M%:Z - 1)) * ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m) * (q c'''' t)))))) * lambda * (v e m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))))) * (q c t))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => t ? ?.
      apply: eq_sumz => e ? ?.
      have -> : (inside R m 0 (M%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (d%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> t' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> e' ? ?; cbv beta].
    transitivity ((delta e' t') * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m) * (q c'''' t')))))) * lambda * (v e' m) / (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t')))))))) * (q c t')).
    { by same. }
    have E31 : (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t')))))))) = (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) :> R.
    { by same. }
    rewrite ?E31.
    have E32 : (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m) * (q c'''' t')))))) = (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) :> R.
    { apply: (f_equal exp_).
      by same. }
    rewrite ?E32.
    fieldz. }
  have E38 : (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => (sumz 0 (d%:Z - 1) (fun c' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R c' c) * (kd R l m) * (q c' t)))))))))))) = (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))) :> R.
  { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t)))))) * lambda * (q c t)))))))).
    { transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (M%:Z - 1) (fun l => ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R l m) * (q c t)))))))))).
      { apply: eq_sumz => t _ _.
        apply: eq_sumz => e _ _.
        apply: eq_sumz => m' _ _.
        apply: eq_sumz => l _ _.
        transitivity (sumz 0 (d%:Z - 1) (fun c' => (kd R c' c) * ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R l m) * (q c' t)))).
        { apply: eq_sumz => c' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (d%:Z - 1)) * ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (kd R l m) * (q c t))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (d_v%:Z - 1) (fun e => (sumz 0 (M%:Z - 1) (fun m' => ((inside R m 0 (M%:Z - 1)) * (inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t)))))) * lambda * (q c t)))))))).
      { apply: eq_sumz => t _ _.
        apply: eq_sumz => e _ _.
        apply: eq_sumz => m' _ _.
        transitivity (sumz 0 (M%:Z - 1) (fun l => (kd R l m) * ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t)))))) * lambda * (q c t)))).
        { apply: eq_sumz => l _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R m 0 (M%:Z - 1)) * ((inside R c 0 (d%:Z - 1)) * (delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t)))))) * lambda * (q c t))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => t ? ?.
      apply: eq_sumz => e ? ?.
      apply: eq_sumz => m' ? ?.
      have -> : (inside R m 0 (M%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (d%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (T%:Z - 1) (fun t => (sumz 0 (M%:Z - 1) (fun m' => (sumz 0 (d_v%:Z - 1) (fun e => ((delta e t) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' m') * (q c'''' t)))))) * (v e m') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t)))))) * lambda * (q c t)))))))).
    { apply: eq_sumz => t _ _.
      exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> t' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> l''' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> e'' ? ?; cbv beta].
    transitivity ((delta e'' t') * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' l''') * (q c'''' t')))))) * (v e'' l''') * (- 1) * (((sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t'))))))))^-1) ^+ 2) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t')))))) * lambda * (q c t')).
    { by same. }
    have E34 : (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) = (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) :> R.
    { by same. }
    rewrite ?E34.
    have E35 : (sumz 0 (M%:Z - 1) (fun l => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' l) * (q c' t')))))))) = (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) :> R.
    { by same. }
    rewrite ?E35.
    have E36 : (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''' => ((k c'''' l''') * (q c'''' t')))))) = (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) :> R.
    { apply: (f_equal exp_).
      by same. }
    rewrite ?E36.
    have E37 : (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c' => ((k c' m) * (q c' t')))))) = (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) :> R.
    { apply: (f_equal exp_).
      by same. }
    rewrite ?E37.
    fieldz. }
  exact: (f_equal2 +%R E33 E38). }
symmetry.
transitivity ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))).
{ transitivity (lambda * (sumz 0 (T%:Z - 1) (fun t' => (((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))))))).
  { by []. }
  have E27 : (sumz 0 (T%:Z - 1) (fun t' => (((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))))) = ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))) :> R.
  { transitivity (sumz 0 (T%:Z - 1) (fun t' => ((sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))).
    { apply: eq_sumz => t' _ _.
      transitivity (((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))).
      { by []. }
      have E23 : ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) = ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))) :> R.
      { have E22 : (- (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) = (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))) :> R.
        { transitivity ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))).
          { ring. }
          have E19 : (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))))) = (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))) :> R.
          { transitivity (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))).
            { apply: eq_sumz => l''' _ _.
              transitivity ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))).
              { by []. }
              have E18 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l'''))))) = (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))) :> R.
              { transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l'''))))).
                { by []. }
                have E17 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l'''))))) = (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))) :> R.
                { rewrite sumz_mull; apply: eq_sumz => e'' _ _.
                  ring. }
                exact: E17. }
              transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l'''))))).
              { ring. }
              transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l'''))))).
              { exact: (f_equal2 *%R (erefl _) (erefl _)). }
              transitivity (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))).
              { rewrite -?E18; ring. }
              by []. }
            by rewrite ?sumz_add ?sumz0. }
          have E21 : ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))) = (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))) :> R.
          { transitivity ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))).
            { by []. }
            have E20 : ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))) = (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => l''' _ _.
              rewrite sumz_mull; apply: eq_sumz => e'' _ _.
              ring. }
            exact: E20. }
          transitivity ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))).
          { by []. }
          transitivity ((- 1) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))).
          { exact: (f_equal2 *%R (erefl _) E19). }
          transitivity (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))).
          { rewrite -?E21; ring. }
          by []. }
        transitivity ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))).
        { exact: (f_equal2 +%R (erefl _) E22). }
        by []. }
      have E26 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))) = ((sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))) :> R.
      { transitivity ((((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m))))) + (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))).
        { ring. }
        have E24 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * (sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m))))) = (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => e' _ _.
          ring. }
        have E25 : (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))) = (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => l''' _ _.
          rewrite sumz_mull; apply: eq_sumz => e'' _ _.
          ring. }
        exact: (f_equal2 +%R E24 E25). }
      transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t'))))))))))))).
      { ring. }
      transitivity (((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t'))))))))) * ((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))).
      { exact: (f_equal2 *%R (erefl _) E23). }
      transitivity ((sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))) + (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))).
      { rewrite -?E26; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E30 : (lambda * ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))))) = ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))) :> R.
  { transitivity ((lambda * (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m))))))) + (lambda * (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))))).
    { ring. }
    have E28 : (lambda * (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m))))))) = (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => t' _ _.
      rewrite sumz_mull; apply: eq_sumz => e' _ _.
      ring. }
    have E29 : (lambda * (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))) = (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => t' _ _.
      rewrite sumz_mull; apply: eq_sumz => l''' _ _.
      rewrite sumz_mull; apply: eq_sumz => e'' _ _.
      ring. }
    exact: (f_equal2 +%R E28 E29). }
  transitivity (lambda * (sumz 0 (T%:Z - 1) (fun t' => (((sumz 0 (d_v%:Z - 1) (fun e' => ((delta e' t') * (v e' m)))) - (sumz 0 (M%:Z - 1) (fun l''' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) * (sumz 0 (d_v%:Z - 1) (fun e'' => ((delta e'' t') * (v e'' l''')))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))))))) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))))))).
  { by []. }
  transitivity (lambda * ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => ((exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l''')))))))))).
  { exact: (f_equal2 *%R (erefl _) E27). }
  transitivity ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))).
  { rewrite -?E30; ring. }
  by []. }
transitivity ((sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (d_v%:Z - 1) (fun e' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (delta e' t') * (v e' m)))))) + (sumz 0 (T%:Z - 1) (fun t' => (sumz 0 (M%:Z - 1) (fun l''' => (sumz 0 (d_v%:Z - 1) (fun e'' => (lambda * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'''''' => ((k c'''''' m) * (q c'''''' t')))))) * (q c t') / (sumz 0 (M%:Z - 1) (fun l'' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''' => ((k c''' l'') * (q c''' t')))))))) * (- 1) * (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c''''' => ((k c''''' l''') * (q c''''' t')))))) / (sumz 0 (M%:Z - 1) (fun l' => (exp_ (lambda * (sumz 0 (d%:Z - 1) (fun c'' => ((k c'' l') * (q c'' t')))))))) * (delta e'' t') * (v e'' l'''))))))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End eq_attention_gradients_3_.
Print Assumptions eq_attention_gradients_3.
