From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* thm-batch-mean: A batch pulls with the mean of its samples *)
Section thm_batch_mean_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (D' N' : nat).
Variables (p : int).
Hypothesis D'_positive : (0 < D')%N.
Hypothesis N'_positive : (0 < N')%N.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
Variables (ell ell' : R -> R).
Hypothesis ell_D : forall a, D (ell a) = ell' a * D a.
Hypothesis where_0 : 0 <= p <= (D'%:Z - 1).
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
Theorem thm_batch_mean :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (ell (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))))) /
    N'%:r)) =
  ((sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n')))))
    * (x p n')))) / N'%:r).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (ell (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))))) / N'%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) / N'%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dfun _ _ _ _ (ell_D (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (D'%:Z - 1)) => (dmul_l _ _ _ (D_w i) (D_x i n))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) / N'%:r).
  { by []. }
  have E4 : (sumz 0 (N'%:Z - 1) (fun n => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))).
    { apply: eq_sumz => n _ _.
      transitivity ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { by []. }
      have E3 : ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))) = (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))) :> R.
      { transitivity ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
        { by []. }
        have E2 : ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))) = (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => i _ _.
          ring. }
        exact: E2. }
      transitivity ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { by []. }
      transitivity ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E6 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n))))))).
    { by []. }
    have E5 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    exact: E5. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n)))))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n))))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ have E10 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (kd R i p) * (x i n)))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (x p n)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (D'%:Z - 1)) / N'%:r * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (x p n)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (D'%:Z - 1) (fun i => (kd R i p) * ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (x i n)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (D'%:Z - 1)) * ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) * (x p n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      have -> : (inside R p 0 (D'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    transitivity ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n'))))) * (x p n')).
    { by same. }
    have E9 : (ell' (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n'))))) = (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))).
    { apply: (f_equal ell').
      by same. }
    rewrite ?E9.
    fieldz. }
  exact: E10. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))) / N'%:r).
  { by []. }
  have E8 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n'))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n'))))).
    { by []. }
    have E7 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n'))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    exact: E7. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n'))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n'))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
  { rewrite -?E8; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_batch_mean_.
Print Assumptions thm_batch_mean.

(* thm-batch-mean: Slope by one prediction *)
Section thm_batch_mean_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Variables (n : int).
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> R.
Hypothesis D_hat_y : forall i0, D (hat_y i0) = kd R i0 n.
Variables (ell ell' : R -> R).
Hypothesis ell_D : forall a, D (ell a) = ell' a * D a.
Hypothesis where_0 : 0 <= n <= (N'%:Z - 1).
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
Theorem thm_batch_mean_2 :
  (D ((sumz 0 (N'%:Z - 1) (fun n' => (ell (hat_y n')))) / N'%:r)) =
  ((ell' (hat_y n)) / N'%:r).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n' => (ell (hat_y n')))) / N'%:r)) = ((sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n)))) / N'%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dfun _ _ _ _ (ell_D (hat_y n')) (D_hat_y n')))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (hat_y n')) * (kd R n' n)))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n)))) / N'%:r).
  { by []. }
  have E3 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (hat_y n')) * (kd R n' n)))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n))))).
    { by []. }
    have E2 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (hat_y n')) * (kd R n' n)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    exact: E2. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => ((ell' (hat_y n')) * (kd R n' n))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (hat_y n')) * (kd R n' n)))).
  { rewrite -?E3; ring. }
  by []. }
transitivity ((ell' (hat_y n)) / N'%:r).
{ have E4 : (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (ell' (hat_y n')) * (kd R n' n)))) = ((ell' (hat_y n)) / N'%:r) :> R.
  { transitivity ((N'%:r^-1) * (ell' (hat_y n))).
    { transitivity ((inside R n 0 (N'%:Z - 1)) / N'%:r * (ell' (hat_y n))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((N'%:r^-1) * (ell' (hat_y n'))))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((N'%:r^-1) * (ell' (hat_y n)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E4. }
symmetry.
transitivity ((ell' (hat_y n)) / N'%:r).
{ transitivity ((ell' (hat_y n)) / N'%:r).
  { by []. }
  by []. }
transitivity ((ell' (hat_y n)) / N'%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_batch_mean_2_.
Print Assumptions thm_batch_mean_2.

(* thm-squared-losses: \mathrm{MSE} *)
Section thm_squared_losses_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
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
Theorem thm_squared_losses :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+
    2))))) / N'%:r)) =
  (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+ 2))))) / N'%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) / N'%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n)))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) / N'%:r).
  { by []. }
  have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
    { apply: eq_sumz => n _ _.
      transitivity (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))).
      { apply: eq_sumz => k _ _.
        transitivity (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))).
    { by []. }
    have E3 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E3. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q)))))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) = (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r) :> R.
  { transitivity ((N'%:r^-1) * 2%:r * (((hat_y p q) - (y p q)) ^+ 1)).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * ((N'%:r^-1) * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * ((N'%:r^-1) * 2%:r * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((hat_y p q) - (y p q)) ^+ 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((hat_y p n) - (y p n)) ^+ 1)))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((hat_y p q) - (y p q)) ^+ 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r).
{ transitivity (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r).
  { by []. }
  by []. }
transitivity (((2%:r * (hat_y p q)) - (2%:r * (y p q))) / N'%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_squared_losses_.
Print Assumptions thm_squared_losses.

(* thm-squared-losses: \mathrm{half\ MSE} *)
Section thm_squared_losses_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
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
Theorem thm_squared_losses_2 :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+
    2))))) / 2%:r / N'%:r)) =
  (((hat_y p q) - (y p q)) / N'%:r).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+ 2))))) / 2%:r / N'%:r)) = (((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) / 2%:r) / N'%:r).
{ exact (dmul_l _ _ _ (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n)))))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) / 2%:r / N'%:r).
  { ring. }
  have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
    { apply: eq_sumz => n _ _.
      transitivity (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))).
      { apply: eq_sumz => k _ _.
        transitivity (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : (((2%:r^-1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity (((2%:r^-1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))).
    { by []. }
    have E3 : (((2%:r^-1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E3. }
  transitivity (((2%:r^-1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q)))))))).
  { ring. }
  transitivity (((2%:r^-1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q))))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (((hat_y p q) - (y p q)) / N'%:r).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) = (((hat_y p q) - (y p q)) / N'%:r) :> R.
  { transitivity ((2%:r^-1) / N'%:r * 2%:r * (((hat_y p q) - (y p q)) ^+ 1)).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) / 2%:r / N'%:r * 2%:r * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * ((2%:r^-1) / N'%:r * 2%:r * (((hat_y k n) - (y k n)) ^+ 1) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * ((2%:r^-1) / N'%:r * 2%:r * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) / 2%:r / N'%:r * 2%:r * (((hat_y p q) - (y p q)) ^+ 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) / 2%:r / N'%:r * 2%:r * (((hat_y p n) - (y p n)) ^+ 1)))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) / 2%:r / N'%:r * 2%:r * (((hat_y p q) - (y p q)) ^+ 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (((hat_y p q) - (y p q)) / N'%:r).
{ transitivity (((hat_y p q) - (y p q)) / N'%:r).
  { by []. }
  by []. }
transitivity (((hat_y p q) - (y p q)) / N'%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_squared_losses_2_.
Print Assumptions thm_squared_losses_2.

(* thm-squared-losses: L_2 *)
Section thm_squared_losses_3_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
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
Theorem thm_squared_losses_3 :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+
    2)))))) =
  ((2%:R * (hat_y p q)) - (2%:R * (y p q))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((hat_y k n) - (y k n)) ^+ 2)))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * ((kd R k p) * (kd R n q))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun k _ _ => (dpow 1 _ _ (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n)))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (K%:Z - 1) (fun k => (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))).
    { apply: eq_sumz => k _ _.
      transitivity (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)).
      { ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (2%:R * (((hat_y p q) - (y p q)) ^+ 1)).
{ have E3 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R k p) * (kd R n q)))))) = (2%:R * (((hat_y p q) - (y p q)) ^+ 1)) :> R.
  { transitivity (2%:R * (((hat_y p q) - (y p q)) ^+ 1)).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) * 2%:R * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * (2%:R * (((hat_y k n) - (y k n)) ^+ 1) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * (2%:R * (((hat_y p n) - (y p n)) ^+ 1) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) * 2%:R * (((hat_y p q) - (y p q)) ^+ 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) * 2%:R * (((hat_y p n) - (y p n)) ^+ 1)))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) * 2%:R * (((hat_y p q) - (y p q)) ^+ 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E3. }
symmetry.
transitivity ((2%:R * (hat_y p q)) + ((- 1) * 2%:R * (y p q))).
{ have E2 : (- (2%:R * (y p q))) = ((- 1) * 2%:R * (y p q)) :> R.
  { transitivity ((- 1) * 2%:R * (y p q)).
    { ring. }
    by []. }
  transitivity ((2%:R * (hat_y p q)) + ((- 1) * 2%:R * (y p q))).
  { exact: (f_equal2 +%R (erefl _) E2). }
  by []. }
transitivity ((2%:R * (hat_y p q)) + ((- 1) * 2%:R * (y p q))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_squared_losses_3_.
Print Assumptions thm_squared_losses_3.

(* thm-squared-losses: Gradient of the mean squared logarithmic error *)
Section thm_squared_losses_4_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Variables (log_ : R -> R).
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> ((hat_y k n) + 1) != 0.
Hypothesis nonzero_1 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> ((y k n) + 1) != 0.
Hypothesis nonzero_2 : ((hat_y p q) + 1) != 0.
Hypothesis nonzero_3 : ((y p q) + 1) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | apply: nonzero_1; lia | exact: nonzero_2 | exact: nonzero_3 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_2); ring | apply: (neq0_as nonzero_3); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_squared_losses_4 :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((log_ ((hat_y k n) + 1)) -
    (log_ ((y k n) + 1))) ^+ 2))))) / N'%:r)) =
  (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) +
    1)).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 2))))) / N'%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) * ((((hat_y k n) + 1)^-1) * ((kd R k p) * (kd R n q)))))))) / N'%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dpow 1 _ _ (dadd_l _ _ _ (dfun _ _ _ _ (log__D ((hat_y k n) + 1) ltac:(nz)) (dadd_l _ _ _ (D_hat_y k n) done)) (dopp0 _ (dfun0 _ _ _ (log__D ((y k n) + 1) ltac:(nz)) (dadd_0 _ _ (D_y k n) done))))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) * ((((hat_y k n) + 1)^-1) * ((kd R k p) * (kd R n q)))))))) / N'%:r).
  { by []. }
  have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) * ((((hat_y k n) + 1)^-1) * ((kd R k p) * (kd R n q)))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))).
    { apply: eq_sumz => n _ _.
      transitivity (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))).
      { apply: eq_sumz => k _ _.
        transitivity (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q))))))).
    { by []. }
    have E3 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E3. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) * ((((hat_y k n) + 1)^-1) * ((kd R k p) * (kd R n q))))))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q))))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) + 1)).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R k p) * (kd R n q)))))) = (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) + 1)) :> R.
  { transitivity ((N'%:r^-1) * 2%:r * (((log_ ((hat_y p q) + 1)) - (log_ ((y p q) + 1))) ^+ 1) / ((hat_y p q) + 1)).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((log_ ((hat_y p n) + 1)) - (log_ ((y p n) + 1))) ^+ 1) / ((hat_y p n) + 1) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * ((N'%:r^-1) * 2%:r * (((log_ ((hat_y k n) + 1)) - (log_ ((y k n) + 1))) ^+ 1) / ((hat_y k n) + 1) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * ((N'%:r^-1) * 2%:r * (((log_ ((hat_y p n) + 1)) - (log_ ((y p n) + 1))) ^+ 1) / ((hat_y p n) + 1) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((log_ ((hat_y p q) + 1)) - (log_ ((y p q) + 1))) ^+ 1) / ((hat_y p q) + 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((log_ ((hat_y p n) + 1)) - (log_ ((y p n) + 1))) ^+ 1) / ((hat_y p n) + 1)))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) / N'%:r * 2%:r * (((log_ ((hat_y p q) + 1)) - (log_ ((y p q) + 1))) ^+ 1) / ((hat_y p q) + 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) + 1)).
{ transitivity (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) + 1)).
  { by []. }
  by []. }
transitivity (((2%:r * (log_ ((hat_y p q) + 1))) - (2%:r * (log_ ((y p q) + 1)))) / N'%:r / ((hat_y p q) + 1)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_squared_losses_4_.
Print Assumptions thm_squared_losses_4.

(* thm-mean: Squares ask for the mean *)
Section thm_mean_.
Variable R : comRingType.
Variables (N' : nat).
Variables (c mu : R).
Hypothesis N'_positive : (0 < N')%N.
Variable y : int -> R.
Hypothesis given_0 : (sumz 0 (N'%:Z - 1) (fun n => (y n))) = (N'%:R * mu).
Theorem thm_mean :
  (sumz 0 (N'%:Z - 1) (fun n' => ((c - (y n')) ^+ 2))) =
  ((N'%:R * ((c - mu) ^+ 2)) + (sumz 0 (N'%:Z - 1) (fun n'' => ((mu - (y n'')) ^+ 2)))).
Proof.
transitivity ((sumz 0 (N'%:Z - 1) (fun n' => (c * c))) + ((N'%:R * mu) * c * (- 1)) + ((N'%:R * mu) * (- 1) * c) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * (- 1) * (y n'))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n' => (c * c))) + (sumz 0 (N'%:Z - 1) (fun n' => (c * (- 1) * (y n')))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * c))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * (- 1) * (y n'))))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((c * c) + (c * (- 1) * (y n')) + ((- 1) * (y n') * c) + ((- 1) * (y n') * (- 1) * (y n'))))).
    { apply: eq_sumz => n' _ _.
      transitivity ((c - (y n')) * (c - (y n'))).
      { ring. }
      have E2 : (c - (y n')) = (c + ((- 1) * (y n'))) :> R.
      { have E1 : (- (y n')) = ((- 1) * (y n')) :> R.
        { transitivity ((- 1) * (y n')).
          { ring. }
          by []. }
        transitivity (c + ((- 1) * (y n'))).
        { exact: (f_equal2 +%R (erefl _) E1). }
        by []. }
      have E4 : (c - (y n')) = (c + ((- 1) * (y n'))) :> R.
      { have E3 : (- (y n')) = ((- 1) * (y n')) :> R.
        { transitivity ((- 1) * (y n')).
          { ring. }
          by []. }
        transitivity (c + ((- 1) * (y n'))).
        { exact: (f_equal2 +%R (erefl _) E3). }
        by []. }
      have E8 : ((c + ((- 1) * (y n'))) * (c + ((- 1) * (y n')))) = ((c * c) + (c * (- 1) * (y n')) + ((- 1) * (y n') * c) + ((- 1) * (y n') * (- 1) * (y n'))) :> R.
      { transitivity ((c * c) + (c * ((- 1) * (y n'))) + (((- 1) * (y n')) * c) + (((- 1) * (y n')) * ((- 1) * (y n')))).
        { ring. }
        have E5 : (c * ((- 1) * (y n'))) = (c * (- 1) * (y n')) :> R.
        { ring. }
        have E6 : (((- 1) * (y n')) * c) = ((- 1) * (y n') * c) :> R.
        { ring. }
        have E7 : (((- 1) * (y n')) * ((- 1) * (y n'))) = ((- 1) * (y n') * (- 1) * (y n')) :> R.
        { ring. }
        exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) E5) E6) E7). }
      transitivity ((c - (y n')) * (c - (y n'))).
      { by []. }
      transitivity ((c + ((- 1) * (y n'))) * (c + ((- 1) * (y n')))).
      { exact: (f_equal2 *%R E2 E4). }
      transitivity ((c * c) + (c * (- 1) * (y n')) + ((- 1) * (y n') * c) + ((- 1) * (y n') * (- 1) * (y n'))).
      { rewrite -?E8; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E9 : (sumz 0 (N'%:Z - 1) (fun n' => (c * (- 1) * (y n')))) = ((N'%:R * mu) * c * (- 1)) :> R.
  { transitivity ((c * (- 1)) * (sumz 0 (N'%:Z - 1) (fun n => (y n)))).
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    transitivity ((c * (- 1)) * (N'%:R * mu)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  have E10 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * c))) = ((N'%:R * mu) * (- 1) * c) :> R.
  { transitivity (((- 1) * c) * (sumz 0 (N'%:Z - 1) (fun n => (y n)))).
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    transitivity (((- 1) * c) * (N'%:R * mu)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) E9) E10) (erefl _)). }
transitivity ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n''))))).
{ have E34 : (sumz 0 (N'%:Z - 1) (fun n' => (c * c))) = (N'%:R * c * c) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (c * c))).
    { by []. }
    transitivity (N'%:R * c * c).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    by []. }
  have E35 : ((N'%:R * mu) * c * (- 1)) = (N'%:R * c * (- 1) * mu) :> R.
  { transitivity ((N'%:R * mu) * c * (- 1)).
    { by []. }
    ring. }
  have E36 : ((N'%:R * mu) * (- 1) * c) = (N'%:R * (- 1) * mu * c) :> R.
  { transitivity ((N'%:R * mu) * (- 1) * c).
    { by []. }
    ring. }
  have E37 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * (- 1) * (y n')))) = (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n'')))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) * (y n') * (- 1) * (y n')))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> n'' ? ?; cbv beta].
    transitivity ((- 1) * (y n'') * (- 1) * (y n'')).
    { by same. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E34 E35) E36) E37). }
symmetry.
transitivity ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu) + (sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))) + ((N'%:R * mu) * mu * (- 1)) + ((N'%:R * mu) * (- 1) * mu) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n''))))).
{ transitivity ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu) + (sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => (mu * (- 1) * (y n'')))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n''))))).
  { have E22 : (N'%:R * ((c - mu) ^+ 2)) = ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu)) :> R.
    { transitivity (N'%:R * (c - mu) * (c - mu)).
      { ring. }
      have E12 : (c - mu) = (c + ((- 1) * mu)) :> R.
      { have E11 : (- mu) = ((- 1) * mu) :> R.
        { transitivity ((- 1) * mu).
          { ring. }
          by []. }
        transitivity (c + ((- 1) * mu)).
        { exact: (f_equal2 +%R (erefl _) E11). }
        by []. }
      have E14 : (c - mu) = (c + ((- 1) * mu)) :> R.
      { have E13 : (- mu) = ((- 1) * mu) :> R.
        { transitivity ((- 1) * mu).
          { ring. }
          by []. }
        transitivity (c + ((- 1) * mu)).
        { exact: (f_equal2 +%R (erefl _) E13). }
        by []. }
      have E16 : (N'%:R * (c + ((- 1) * mu))) = ((N'%:R * c) + (N'%:R * (- 1) * mu)) :> R.
      { transitivity ((N'%:R * c) + (N'%:R * ((- 1) * mu))).
        { ring. }
        have E15 : (N'%:R * ((- 1) * mu)) = (N'%:R * (- 1) * mu) :> R.
        { ring. }
        exact: (f_equal2 +%R (erefl _) E15). }
      have E21 : (((N'%:R * c) + (N'%:R * (- 1) * mu)) * (c + ((- 1) * mu))) = ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu)) :> R.
      { transitivity (((N'%:R * c) * c) + ((N'%:R * c) * ((- 1) * mu)) + ((N'%:R * (- 1) * mu) * c) + ((N'%:R * (- 1) * mu) * ((- 1) * mu))).
        { ring. }
        have E17 : ((N'%:R * c) * c) = (N'%:R * c * c) :> R.
        { ring. }
        have E18 : ((N'%:R * c) * ((- 1) * mu)) = (N'%:R * c * (- 1) * mu) :> R.
        { ring. }
        have E19 : ((N'%:R * (- 1) * mu) * c) = (N'%:R * (- 1) * mu * c) :> R.
        { ring. }
        have E20 : ((N'%:R * (- 1) * mu) * ((- 1) * mu)) = (N'%:R * (- 1) * mu * (- 1) * mu) :> R.
        { ring. }
        exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E17 E18) E19) E20). }
      transitivity (N'%:R * (c - mu) * (c - mu)).
      { by []. }
      transitivity (N'%:R * (c + ((- 1) * mu)) * (c + ((- 1) * mu))).
      { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) E12) E14). }
      transitivity (((N'%:R * c) + (N'%:R * (- 1) * mu)) * (c + ((- 1) * mu))).
      { rewrite -?E16; ring. }
      transitivity ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu)).
      { rewrite -?E21; ring. }
      by []. }
    have E31 : (sumz 0 (N'%:Z - 1) (fun n'' => ((mu - (y n'')) ^+ 2))) = ((sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => (mu * (- 1) * (y n'')))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n''))))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun n'' => ((mu * mu) + (mu * (- 1) * (y n'')) + ((- 1) * (y n'') * mu) + ((- 1) * (y n'') * (- 1) * (y n''))))).
      { apply: eq_sumz => n'' _ _.
        transitivity ((mu - (y n'')) * (mu - (y n''))).
        { ring. }
        have E24 : (mu - (y n'')) = (mu + ((- 1) * (y n''))) :> R.
        { have E23 : (- (y n'')) = ((- 1) * (y n'')) :> R.
          { transitivity ((- 1) * (y n'')).
            { ring. }
            by []. }
          transitivity (mu + ((- 1) * (y n''))).
          { exact: (f_equal2 +%R (erefl _) E23). }
          by []. }
        have E26 : (mu - (y n'')) = (mu + ((- 1) * (y n''))) :> R.
        { have E25 : (- (y n'')) = ((- 1) * (y n'')) :> R.
          { transitivity ((- 1) * (y n'')).
            { ring. }
            by []. }
          transitivity (mu + ((- 1) * (y n''))).
          { exact: (f_equal2 +%R (erefl _) E25). }
          by []. }
        have E30 : ((mu + ((- 1) * (y n''))) * (mu + ((- 1) * (y n'')))) = ((mu * mu) + (mu * (- 1) * (y n'')) + ((- 1) * (y n'') * mu) + ((- 1) * (y n'') * (- 1) * (y n''))) :> R.
        { transitivity ((mu * mu) + (mu * ((- 1) * (y n''))) + (((- 1) * (y n'')) * mu) + (((- 1) * (y n'')) * ((- 1) * (y n'')))).
          { ring. }
          have E27 : (mu * ((- 1) * (y n''))) = (mu * (- 1) * (y n'')) :> R.
          { ring. }
          have E28 : (((- 1) * (y n'')) * mu) = ((- 1) * (y n'') * mu) :> R.
          { ring. }
          have E29 : (((- 1) * (y n'')) * ((- 1) * (y n''))) = ((- 1) * (y n'') * (- 1) * (y n'')) :> R.
          { ring. }
          exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) E27) E28) E29). }
        transitivity ((mu - (y n'')) * (mu - (y n''))).
        { by []. }
        transitivity ((mu + ((- 1) * (y n''))) * (mu + ((- 1) * (y n'')))).
        { exact: (f_equal2 *%R E24 E26). }
        transitivity ((mu * mu) + (mu * (- 1) * (y n'')) + ((- 1) * (y n'') * mu) + ((- 1) * (y n'') * (- 1) * (y n''))).
        { rewrite -?E30; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    transitivity (((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu)) + ((sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => (mu * (- 1) * (y n'')))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * mu))) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n'')))))).
    { exact: (f_equal2 +%R E22 E31). }
    ring. }
  have E32 : (sumz 0 (N'%:Z - 1) (fun n'' => (mu * (- 1) * (y n'')))) = ((N'%:R * mu) * mu * (- 1)) :> R.
  { transitivity ((mu * (- 1)) * (sumz 0 (N'%:Z - 1) (fun n => (y n)))).
    { rewrite sumz_mull; apply: eq_sumz => n'' _ _.
      ring. }
    transitivity ((mu * (- 1)) * (N'%:R * mu)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  have E33 : (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * mu))) = ((N'%:R * mu) * (- 1) * mu) :> R.
  { transitivity (((- 1) * mu) * (sumz 0 (N'%:Z - 1) (fun n => (y n)))).
    { rewrite sumz_mull; apply: eq_sumz => n'' _ _.
      ring. }
    transitivity (((- 1) * mu) * (N'%:R * mu)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)) (erefl _)) (erefl _)) E32) E33) (erefl _)). }
transitivity ((N'%:R * c * c) + (N'%:R * c * (- 1) * mu) + (N'%:R * (- 1) * mu * c) + (N'%:R * (- 1) * mu * (- 1) * mu) + (N'%:R * mu * mu) + ((N'%:R * mu) * mu * (- 1)) + ((N'%:R * mu) * (- 1) * mu) + (sumz 0 (N'%:Z - 1) (fun n'' => ((- 1) * (y n'') * (- 1) * (y n''))))).
{ have E38 : (sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))) = (N'%:R * mu * mu) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n'' => (mu * mu))).
    { by []. }
    transitivity (N'%:R * mu * mu).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)) (erefl _)) E38) (erefl _)) (erefl _)) (erefl _)). }
symmetry.
ring.
Qed.
End thm_mean_.
Print Assumptions thm_mean.

(* thm-absolute-losses: L_1 *)
Section thm_absolute_losses_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> ((hat_y k n) - (y k n)) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_absolute_losses :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ ((hat_y k n) - (y k
    n)))))))) =
  (sgn_ ((hat_y p q) - (y p q))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ ((hat_y k n) - (y k n)))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * ((kd R k p) * (kd R n q))))))).
{ exact (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dfun _ _ _ _ (abs__D ((hat_y k n) - (y k n)) ltac:(nz)) (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n)))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))).
    { apply: eq_sumz => k _ _.
      transitivity ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)).
      { ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sgn_ ((hat_y p q) - (y p q))).
{ have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))) = (sgn_ ((hat_y p q) - (y p q))) :> R.
  { transitivity (sgn_ ((hat_y p q) - (y p q))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) * (sgn_ ((hat_y p n) - (y p n))) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * ((sgn_ ((hat_y k n) - (y k n))) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * ((sgn_ ((hat_y p n) - (y p n))) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) * (sgn_ ((hat_y p q) - (y p q)))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) * (sgn_ ((hat_y p n) - (y p n)))))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) * (sgn_ ((hat_y p q) - (y p q))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sgn_ ((hat_y p q) - (y p q))).
{ by []. }
transitivity (sgn_ ((hat_y p q) - (y p q))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_absolute_losses_.
Print Assumptions thm_absolute_losses.

(* thm-absolute-losses: \mathrm{MAE} *)
Section thm_absolute_losses_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> ((hat_y k n) - (y k n)) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_absolute_losses_2 :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ ((hat_y k n) - (y k
    n))))))) / N'%:r)) =
  ((sgn_ ((hat_y p q) - (y p q))) / N'%:r).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ ((hat_y k n) - (y k n))))))) / N'%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * ((kd R k p) * (kd R n q))))))) / N'%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dfun _ _ _ _ (abs__D ((hat_y k n) - (y k n)) ltac:(nz)) (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n)))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * ((kd R k p) * (kd R n q))))))) / N'%:r).
  { by []. }
  have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * ((kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))).
    { apply: eq_sumz => n _ _.
      transitivity (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))).
      { apply: eq_sumz => k _ _.
        transitivity ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q))))))).
    { by []. }
    have E3 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E3. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * ((kd R k p) * (kd R n q)))))))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q))))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))).
  { rewrite -?E4; ring. }
  by []. }
transitivity ((sgn_ ((hat_y p q) - (y p q))) / N'%:r).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R k p) * (kd R n q)))))) = ((sgn_ ((hat_y p q) - (y p q))) / N'%:r) :> R.
  { transitivity ((N'%:r^-1) * (sgn_ ((hat_y p q) - (y p q)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) / N'%:r * (sgn_ ((hat_y p n) - (y p n))) * (kd R n q)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * ((N'%:r^-1) * (sgn_ ((hat_y k n) - (y k n))) * (kd R n q)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * ((N'%:r^-1) * (sgn_ ((hat_y p n) - (y p n))) * (kd R n q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) / N'%:r * (sgn_ ((hat_y p q) - (y p q)))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) / N'%:r * (sgn_ ((hat_y p n) - (y p n)))))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) / N'%:r * (sgn_ ((hat_y p q) - (y p q))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity ((sgn_ ((hat_y p q) - (y p q))) / N'%:r).
{ transitivity ((sgn_ ((hat_y p q) - (y p q))) / N'%:r).
  { by []. }
  by []. }
transitivity ((sgn_ ((hat_y p q) - (y p q))) / N'%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_absolute_losses_2_.
Print Assumptions thm_absolute_losses_2.

(* thm-absolute-losses: \mathrm{MAPE} *)
Section thm_absolute_losses_3_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K N' : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> int -> R.
Hypothesis D_hat_y : forall i0 i1, D (hat_y i0 i1) = kd R i0 p * kd R i1 q.
Variable y : int -> int -> R.
Hypothesis D_y : forall i0 i1, D (y i0 i1) = 0.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> ((hat_y k n) - (y k n)) != 0.
Hypothesis nonzero_1 : forall n, 0 <= n -> n <= (N'%:Z - 1) -> forall k, 0 <= k -> k <= (K%:Z - 1)
    -> (y k n) != 0.
Hypothesis nonzero_2 : (y p q) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | apply: nonzero_1; lia | exact: nonzero_2 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_2); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_absolute_losses_3 :
  (D (100%:r * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ (((hat_y k n) -
    (y k n)) / (y k n))))))) / N'%:r)) =
  (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)).
Proof.
have E1 : (D (100%:r * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (abs_ (((hat_y k n) - (y k n)) / (y k n))))))) / N'%:r)) = ((100%:r * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (((kd R k p) * (kd R n q)) / (y k n)))))))) / N'%:r).
{ exact (dmul_l _ _ _ (dmul_r _ _ _ (dnum _) (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dfun _ _ _ _ (abs__D (((hat_y k n) - (y k n)) / (y k n)) ltac:(nz)) (dmul_l _ _ _ (dadd_l _ _ _ (D_hat_y k n) (dopp0 _ (D_y k n))) (dinv0 _ (D_y k n))))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))).
{ transitivity (100%:r * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (((kd R k p) * (kd R n q)) / (y k n))))))) / N'%:r).
  { ring. }
  have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (((kd R k p) * (kd R n q)) / (y k n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))).
    { apply: eq_sumz => n _ _.
      transitivity (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))).
      { apply: eq_sumz => k _ _.
        transitivity ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((100%:r / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))) :> R.
  { transitivity ((100%:r / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n))))))).
    { by []. }
    have E3 : ((100%:r / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    exact: E3. }
  transitivity ((100%:r / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (((kd R k p) * (kd R n q)) / (y k n)))))))).
  { ring. }
  transitivity ((100%:r / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => ((sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n))))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (K%:Z - 1) (fun k => (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R k p) * (kd R n q) / (y k n)))))) = (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)) :> R.
  { transitivity (100%:r / N'%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / (y p q)).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (K%:Z - 1)) * 100%:r / N'%:r * (sgn_ (((hat_y p n) - (y p n)) / (y p n))) * (kd R n q) / (y p n)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k p) * (100%:r / N'%:r * (sgn_ (((hat_y k n) - (y k n)) / (y k n))) * (kd R n q) / (y k n)))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (K%:Z - 1)) * (100%:r / N'%:r * (sgn_ (((hat_y p n) - (y p n)) / (y p n))) * (kd R n q) / (y p n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (N'%:Z - 1)) * (inside R p 0 (K%:Z - 1)) * 100%:r / N'%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / (y p q)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n q) * ((inside R p 0 (K%:Z - 1)) * 100%:r / N'%:r * (sgn_ (((hat_y p n) - (y p n)) / (y p n))) / (y p n)))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (N'%:Z - 1)) * ((inside R p 0 (K%:Z - 1)) * 100%:r / N'%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / (y p q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)).
{ transitivity (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)).
  { by []. }
  by []. }
transitivity (100%:r * (sgn_ (((hat_y p q) - (y p q)) / (y p q))) / N'%:r / (y p q)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_absolute_losses_3_.
Print Assumptions thm_absolute_losses_3.

(* thm-likelihood: one sample *)
Section thm_likelihood_.
Variable R : comRingType.
Variables (hat_y : R).
Theorem thm_likelihood :
  hat_y =
  hat_y.
Proof.
by same.
Qed.
End thm_likelihood_.
Print Assumptions thm_likelihood.

(* thm-likelihood: its logarithm *)
Section thm_likelihood_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (hat_y : R).
Variables (log_ : R -> R).
Hypothesis nonzero_0 : hat_y != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_likelihood_2 :
  (log_ hat_y) =
  (log_ hat_y).
Proof.
by same.
Qed.
End thm_likelihood_2_.
Print Assumptions thm_likelihood_2.

(* thm-likelihood: one sample *)
Section thm_likelihood_3_.
Variable R : comRingType.
Variables (hat_y : R).
Theorem thm_likelihood_3 :
  (1 - hat_y) =
  (1 - hat_y).
Proof.
by same.
Qed.
End thm_likelihood_3_.
Print Assumptions thm_likelihood_3.

(* thm-likelihood: its logarithm *)
Section thm_likelihood_4_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (hat_y : R).
Variables (log_ : R -> R).
Hypothesis nonzero_0 : (1 - hat_y) != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_likelihood_4 :
  (log_ (1 - hat_y)) =
  (log_ (1 - hat_y)).
Proof.
by same.
Qed.
End thm_likelihood_4_.
Print Assumptions thm_likelihood_4.

(* thm-likelihood: One sample more *)
Section thm_likelihood_5_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (P_text_next P_text_so_far : R).
Variables (log_ : R -> R).
Hypothesis log_mul : forall a b, a != 0 -> b != 0 -> log_ (a * b) = log_ a + log_ b.
Hypothesis log_inv : forall a, a != 0 -> log_ (a^-1) = - log_ a.
Hypothesis log_nat : forall (n : nat) a, a != 0 -> log_ (a ^+ n) = n%:R * log_ a.
Hypothesis log_1 : log_ 1 = 0.
Hypothesis nonzero_0 : P_text_next != 0.
Hypothesis nonzero_1 : P_text_so_far != 0.
Ltac nz := solve [exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_likelihood_5 :
  (log_ (P_text_next * P_text_so_far)) =
  ((log_ P_text_next) + (log_ P_text_so_far)).
Proof.
have E1 : (log_ (P_text_next * P_text_so_far)) = ((log_ P_text_next) + (log_ P_text_so_far)).
{ transitivity ((log_ P_text_next) + (log_ P_text_so_far)).
  { apply: log_mul; nz. }
  by []. }
rewrite ?E1.
by same.
Qed.
End thm_likelihood_5_.
Print Assumptions thm_likelihood_5.

(* eq-bce-gradient: Gradient of the binary cross entropy *)
Section eq_bce_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Variables (n : int).
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> R.
Hypothesis D_hat_y : forall i0, D (hat_y i0) = kd R i0 n.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variables (log_ : R -> R).
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis where_0 : 0 <= n <= (N'%:Z - 1).
Hypothesis nonzero_0 : forall n', 0 <= n' -> n' <= (N'%:Z - 1) -> (1 - (hat_y n')) != 0.
Hypothesis nonzero_1 : forall n', 0 <= n' -> n' <= (N'%:Z - 1) -> (hat_y n') != 0.
Hypothesis nonzero_2 : (1 - (hat_y n)) != 0.
Hypothesis nonzero_3 : (hat_y n) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | apply: nonzero_1; lia | exact: nonzero_2 | exact: nonzero_3 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_2); ring | apply: (neq0_as nonzero_3); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_bce_gradient :
  (D (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (log_ (1 - (hat_y n')))) + ((log_
    (hat_y n')) * (y n'))))) / N'%:r))) =
  (((hat_y n) - (y n)) / N'%:r / (1 - (hat_y n)) / (hat_y n)).
Proof.
have E1 : (D (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (log_ (1 - (hat_y n')))) + ((log_ (hat_y n')) * (y n'))))) / N'%:r))) = (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - (hat_y n'))^-1) * (- (kd R n' n)))) + ((((hat_y n')^-1) * (kd R n' n)) * (y n'))))) / N'%:r)).
{ exact (dopp _ _ (dmul_l _ _ _ (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dadd _ _ _ _ (dmul_r _ _ _ (dadd_0 _ _ done (dopp0 _ (D_y n'))) (dfun _ _ _ _ (log__D (1 - (hat_y n')) ltac:(nz)) (dadd_r _ _ _ done (dopp _ _ (D_hat_y n'))))) (dmul_l _ _ _ (dfun _ _ _ _ (log__D (hat_y n') ltac:(nz)) (D_hat_y n')) (D_y n'))))) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / (hat_y n') * (kd R n' n) * (y n'))))).
{ transitivity ((- 1) * (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - (hat_y n'))^-1) * (- (kd R n' n)))) + ((((hat_y n')^-1) * (kd R n' n)) * (y n'))))) / N'%:r).
  { ring. }
  have E4 : (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - (hat_y n'))^-1) * (- (kd R n' n)))) + ((((hat_y n')^-1) * (kd R n' n)) * (y n'))))) = ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => (((hat_y n')^-1) * (kd R n' n) * (y n'))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)) + (((hat_y n')^-1) * (kd R n' n) * (y n'))))).
    { apply: eq_sumz => n' _ _.
      have E2 : ((1 - (y n')) * (((1 - (hat_y n'))^-1) * (- (kd R n' n)))) = ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)) :> R.
      { transitivity ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)).
        { ring. }
        by []. }
      have E3 : ((((hat_y n')^-1) * (kd R n' n)) * (y n')) = (((hat_y n')^-1) * (kd R n' n) * (y n')) :> R.
      { transitivity (((hat_y n')^-1) * (kd R n' n) * (y n')).
        { ring. }
        by []. }
      transitivity (((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)) + (((hat_y n')^-1) * (kd R n' n) * (y n'))).
      { exact: (f_equal2 +%R E2 E3). }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E7 : (((- 1) / N'%:r) * ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => (((hat_y n')^-1) * (kd R n' n) * (y n')))))) = ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / (hat_y n') * (kd R n' n) * (y n'))))) :> R.
  { transitivity ((((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n))))) + (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => (((hat_y n')^-1) * (kd R n' n) * (y n')))))).
    { ring. }
    have E5 : (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    have E6 : (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => (((hat_y n')^-1) * (kd R n' n) * (y n'))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / (hat_y n') * (kd R n' n) * (y n')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    exact: (f_equal2 +%R E5 E6). }
  transitivity (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - (hat_y n'))^-1) * (- (kd R n' n)))) + ((((hat_y n')^-1) * (kd R n' n)) * (y n')))))).
  { ring. }
  transitivity (((- 1) / N'%:r) * ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => (((hat_y n')^-1) * (kd R n' n) * (y n')))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / (hat_y n') * (kd R n' n) * (y n'))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (((- 1) / N'%:r * (1 - (y n)) / (1 - (hat_y n)) * (- 1)) + ((- 1) / N'%:r / (hat_y n) * (y n))).
{ have E8 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1) * (kd R n' n)))) = ((- 1) / N'%:r * (1 - (y n)) / (1 - (hat_y n)) * (- 1)) :> R.
  { transitivity ((- 1) / N'%:r * (1 - (y n)) / (1 - (hat_y n)) * (- 1)).
    { transitivity ((inside R n 0 (N'%:Z - 1)) * (- 1) / N'%:r * (1 - (y n)) / (1 - (hat_y n)) * (- 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((- 1) / N'%:r * (1 - (y n')) / (1 - (hat_y n')) * (- 1)))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((- 1) / N'%:r * (1 - (y n)) / (1 - (hat_y n)) * (- 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E9 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / (hat_y n') * (kd R n' n) * (y n')))) = ((- 1) / N'%:r / (hat_y n) * (y n)) :> R.
  { transitivity ((- 1) / N'%:r / (hat_y n) * (y n)).
    { transitivity ((inside R n 0 (N'%:Z - 1)) * (- 1) / N'%:r / (hat_y n) * (y n)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((- 1) / N'%:r / (hat_y n') * (y n')))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((- 1) / N'%:r / (hat_y n) * (y n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: (f_equal2 +%R E8 E9). }
symmetry.
transitivity (((hat_y n) - (y n)) / N'%:r / (1 - (hat_y n)) / (hat_y n)).
{ transitivity (((hat_y n) - (y n)) / N'%:r / (1 - (hat_y n)) / (hat_y n)).
  { by []. }
  by []. }
transitivity (((hat_y n) - (y n)) / N'%:r / (1 - (hat_y n)) / (hat_y n)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End eq_bce_gradient_.
Print Assumptions eq_bce_gradient.

(* thm-honest: Cross entropy *)
Section thm_honest_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (hat_y r : R).
Hypothesis D_hat_y : D hat_y = 1.
Hypothesis D_r : D r = 0.
Variables (log_ : R -> R).
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis nonzero_0 : hat_y != 0.
Hypothesis nonzero_1 : (1 - hat_y) != 0.
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
Theorem thm_honest :
  (D ((- (r * (log_ hat_y))) - ((1 - r) * (log_ (1 - hat_y))))) =
  ((hat_y - r) / hat_y / (1 - hat_y)).
Proof.
have E1 : (D ((- (r * (log_ hat_y))) - ((1 - r) * (log_ (1 - hat_y))))) = ((- (r * ((hat_y^-1) * 1))) - ((1 - r) * (((1 - hat_y)^-1) * (- 1)))).
{ exact (dadd _ _ _ _ (dopp _ _ (dmul_r _ _ _ D_r (dfun _ _ _ _ (log__D hat_y ltac:(nz)) D_hat_y))) (dopp _ _ (dmul_r _ _ _ (dadd_0 _ _ done (dopp0 _ D_r)) (dfun _ _ _ _ (log__D (1 - hat_y) ltac:(nz)) (dadd_r _ _ _ done (dopp _ _ D_hat_y)))))). }
rewrite ?E1.
transitivity (((- 1) * r / hat_y) + ((- 1) * (1 - r) / (1 - hat_y) * (- 1))).
{ have E2 : (- (r * ((hat_y^-1) * 1))) = ((- 1) * r / hat_y) :> R.
  { transitivity ((- 1) * r / hat_y).
    { ring. }
    by []. }
  have E3 : (- ((1 - r) * (((1 - hat_y)^-1) * (- 1)))) = ((- 1) * (1 - r) / (1 - hat_y) * (- 1)) :> R.
  { transitivity ((- 1) * (1 - r) / (1 - hat_y) * (- 1)).
    { ring. }
    by []. }
  transitivity (((- 1) * r / hat_y) + ((- 1) * (1 - r) / (1 - hat_y) * (- 1))).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity (((- 1) * r / hat_y) + ((- 1) * (1 - r) / (1 - hat_y) * (- 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((hat_y - r) / hat_y / (1 - hat_y)).
{ transitivity ((hat_y - r) / hat_y / (1 - hat_y)).
  { by []. }
  by []. }
transitivity ((hat_y - r) / hat_y / (1 - hat_y)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_honest_.
Print Assumptions thm_honest.

(* thm-honest: Squared *)
Section thm_honest_2_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (hat_y r : R).
Hypothesis D_hat_y : D hat_y = 1.
Hypothesis D_r : D r = 0.
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
Theorem thm_honest_2 :
  (D (((hat_y ^+ 2) * (1 - r)) + (r * ((hat_y - 1) ^+ 2)))) =
  ((2%:R * hat_y) - (2%:R * r)).
Proof.
have E1 : (D (((hat_y ^+ 2) * (1 - r)) + (r * ((hat_y - 1) ^+ 2)))) = (((2%:R * (hat_y ^+ 1) * 1) * (1 - r)) + (r * (2%:R * ((hat_y - 1) ^+ 1) * 1))).
{ exact (dadd _ _ _ _ (dmul_l _ _ _ (dpow 1 _ _ D_hat_y) (dadd_0 _ _ done (dopp0 _ D_r))) (dmul_r _ _ _ D_r (dpow 1 _ _ (dadd_l _ _ _ D_hat_y (dopp0 _ done))))). }
rewrite ?E1.
transitivity ((2%:R * (hat_y ^+ 1) * (1 - r)) + (r * 2%:R * ((hat_y - 1) ^+ 1))).
{ have E2 : ((2%:R * (hat_y ^+ 1) * 1) * (1 - r)) = (2%:R * (hat_y ^+ 1) * (1 - r)) :> R.
  { transitivity (2%:R * (hat_y ^+ 1) * (1 - r)).
    { ring. }
    by []. }
  have E3 : (r * (2%:R * ((hat_y - 1) ^+ 1) * 1)) = (r * 2%:R * ((hat_y - 1) ^+ 1)) :> R.
  { transitivity (r * 2%:R * ((hat_y - 1) ^+ 1)).
    { ring. }
    by []. }
  transitivity ((2%:R * (hat_y ^+ 1) * (1 - r)) + (r * 2%:R * ((hat_y - 1) ^+ 1))).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity ((2%:R * (hat_y ^+ 1) * (1 - r)) + (r * 2%:R * ((hat_y - 1) ^+ 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((2%:R * hat_y) + ((- 1) * 2%:R * r)).
{ have E4 : (- (2%:R * r)) = ((- 1) * 2%:R * r) :> R.
  { transitivity ((- 1) * 2%:R * r).
    { ring. }
    by []. }
  transitivity ((2%:R * hat_y) + ((- 1) * 2%:R * r)).
  { exact: (f_equal2 +%R (erefl _) E4). }
  by []. }
transitivity ((2%:R * hat_y) + ((- 1) * 2%:R * r)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_honest_2_.
Print Assumptions thm_honest_2.

(* thm-honest: Absolute *)
Section thm_honest_3_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (hat_y r : R).
Hypothesis D_hat_y : D hat_y = 1.
Hypothesis D_r : D r = 0.
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
Theorem thm_honest_3 :
  (D ((hat_y * (1 - r)) + (r * (1 - hat_y)))) =
  (1 - (2%:R * r)).
Proof.
have E1 : (D ((hat_y * (1 - r)) + (r * (1 - hat_y)))) = ((1 * (1 - r)) + (r * (- 1))).
{ exact (dadd _ _ _ _ (dmul_l _ _ _ D_hat_y (dadd_0 _ _ done (dopp0 _ D_r))) (dmul_r _ _ _ D_r (dadd_r _ _ _ done (dopp _ _ D_hat_y)))). }
rewrite ?E1.
transitivity ((1 - r) + (r * (- 1))).
{ have E2 : (1 * (1 - r)) = (1 - r) :> R.
  { transitivity (1 - r).
    { ring. }
    by []. }
  transitivity ((1 - r) + (r * (- 1))).
  { exact: (f_equal2 +%R E2 (erefl _)). }
  by []. }
transitivity ((1 - r) + (r * (- 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (1 + ((- 1) * 2%:R * r)).
{ have E3 : (- (2%:R * r)) = ((- 1) * 2%:R * r) :> R.
  { transitivity ((- 1) * 2%:R * r).
    { ring. }
    by []. }
  transitivity (1 + ((- 1) * 2%:R * r)).
  { exact: (f_equal2 +%R (erefl _) E3). }
  by []. }
transitivity (1 + ((- 1) * 2%:R * r)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_honest_3_.
Print Assumptions thm_honest_3.

(* eq-sigmoid-bce: Sigmoid with binary cross entropy *)
Section eq_sigmoid_bce_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Variables (n : int).
Hypothesis N'_positive : (0 < N')%N.
Variable hat_y : int -> R.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 n.
Variables (exp_ log_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= n <= (N'%:Z - 1).
Hypothesis given_0 : (hat_y n) = ((1 + (exp_ (- (z n))))^-1).
Hypothesis nonzero_0 : forall n', 0 <= n' -> n' <= (N'%:Z - 1) -> (1 - ((1 + (exp_ (- (z
    n'))))^-1)) != 0.
Hypothesis nonzero_1 : forall n', 0 <= n' -> n' <= (N'%:Z - 1) -> (1 + (exp_ (- (z n')))) != 0.
Hypothesis nonzero_2 : (1 + (exp_ (- (z n)))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | apply: nonzero_0; lia | apply: nonzero_1; lia | exact: nonzero_2 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_2); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_sigmoid_bce :
  (D (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (log_ (1 - ((1 + (exp_ (- (z
    n'))))^-1)))) + ((log_ ((1 + (exp_ (- (z n'))))^-1)) * (y n'))))) / N'%:r))) =
  (((hat_y n) - (y n)) / N'%:r).
Proof.
rewrite ?given_0.
have E1 : (D (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (log_ (1 - ((1 + (exp_ (- (z n'))))^-1)))) + ((log_ ((1 + (exp_ (- (z n'))))^-1)) * (y n'))))) / N'%:r))) = (- ((sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - ((1 + (exp_ (- (z n'))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))))) + (((((1 + (exp_ (- (z n'))))^-1)^-1) * ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))) * (y n'))))) / N'%:r)).
{ exact (dopp _ _ (dmul_l _ _ _ (dsum _ _ _ _ (fun n' (n'_lo : 0 <= n') (n'_hi : n' <= (N'%:Z - 1)) => (dadd _ _ _ _ (dmul_r _ _ _ (dadd_0 _ _ done (dopp0 _ (D_y n'))) (dfun _ _ _ _ (log__D (1 - ((1 + (exp_ (- (z n'))))^-1)) ltac:(nz)) (dadd_r _ _ _ done (dopp _ _ (dinv (1 + (exp_ (- (z n')))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- (z n'))) (dopp _ _ (D_z n'))))))))) (dmul_l _ _ _ (dfun _ _ _ _ (log__D ((1 + (exp_ (- (z n'))))^-1) ltac:(nz)) (dinv (1 + (exp_ (- (z n')))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- (z n'))) (dopp _ _ (D_z n')))))) (D_y n'))))) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))).
{ transitivity ((- 1) * (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - ((1 + (exp_ (- (z n'))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))))) + (((((1 + (exp_ (- (z n'))))^-1)^-1) * ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))) * (y n'))))) / N'%:r).
  { ring. }
  have E4 : (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - ((1 + (exp_ (- (z n'))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))))) + (((((1 + (exp_ (- (z n'))))^-1)^-1) * ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))) * (y n'))))) = ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)) + ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))).
    { apply: eq_sumz => n' _ _.
      have E2 : ((1 - (y n')) * (((1 - ((1 + (exp_ (- (z n'))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))))) = ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)) :> R.
      { transitivity ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)).
        { ring. }
        by []. }
      have E3 : (((((1 + (exp_ (- (z n'))))^-1)^-1) * ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))) * (y n')) = ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')) :> R.
      { transitivity ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')).
        { ring. }
        by []. }
      transitivity (((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)) + ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))).
      { exact: (f_equal2 +%R E2 E3). }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E7 : (((- 1) / N'%:r) * ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')))))) = ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))) :> R.
  { transitivity ((((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n))))) + (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')))))).
    { ring. }
    have E5 : (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    have E6 : (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))) = (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    exact: (f_equal2 +%R E5 E6). }
  transitivity (((- 1) / N'%:r) * (sumz 0 (N'%:Z - 1) (fun n' => (((1 - (y n')) * (((1 - ((1 + (exp_ (- (z n'))))^-1))^-1) * (- ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))))) + (((((1 + (exp_ (- (z n'))))^-1)^-1) * ((- (((1 + (exp_ (- (z n'))))^-1) ^+ 2)) * ((exp_ (- (z n'))) * (- (kd R n' n))))) * (y n')))))).
  { ring. }
  transitivity (((- 1) / N'%:r) * ((sumz 0 (N'%:Z - 1) (fun n' => ((1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((((1 + (exp_ (- (z n'))))^-1)^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity ((sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) + (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n'))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (((- 1) / N'%:r * (1 - (y n)) / (1 - ((1 + (exp_ (- (z n))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1)) + ((- 1) / N'%:r / ((1 + (exp_ (- (z n))))^-1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1) * (y n))).
{ have E8 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n)))) = ((- 1) / N'%:r * (1 - (y n)) / (1 - ((1 + (exp_ (- (z n))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1)) :> R.
  { transitivity ((- 1) / N'%:r * (1 - (y n)) / (1 - ((1 + (exp_ (- (z n))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1)).
    { transitivity ((inside R n 0 (N'%:Z - 1)) * (- 1) / N'%:r * (1 - (y n)) / (1 - ((1 + (exp_ (- (z n))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((- 1) / N'%:r * (1 - (y n')) / (1 - ((1 + (exp_ (- (z n'))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1)))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((- 1) / N'%:r * (1 - (y n)) / (1 - ((1 + (exp_ (- (z n))))^-1)) * (- 1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E9 : (sumz 0 (N'%:Z - 1) (fun n' => ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (kd R n' n) * (y n')))) = ((- 1) / N'%:r / ((1 + (exp_ (- (z n))))^-1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1) * (y n)) :> R.
  { transitivity ((- 1) / N'%:r / ((1 + (exp_ (- (z n))))^-1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1) * (y n)).
    { transitivity ((inside R n 0 (N'%:Z - 1)) * (- 1) / N'%:r / ((1 + (exp_ (- (z n))))^-1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1) * (y n)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n' => (kd R n' n) * ((- 1) / N'%:r / ((1 + (exp_ (- (z n'))))^-1) * (- 1) * (((1 + (exp_ (- (z n'))))^-1) ^+ 2) * (exp_ (- (z n'))) * (- 1) * (y n')))).
        { apply: eq_sumz => n' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R n 0 (N'%:Z - 1)) * ((- 1) / N'%:r / ((1 + (exp_ (- (z n))))^-1) * (- 1) * (((1 + (exp_ (- (z n))))^-1) ^+ 2) * (exp_ (- (z n))) * (- 1) * (y n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R n 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: (f_equal2 +%R E8 E9). }
symmetry.
transitivity ((((1 + (exp_ (- (z n))))^-1) - (y n)) / N'%:r).
{ transitivity ((((1 + (exp_ (- (z n))))^-1) - (y n)) / N'%:r).
  { by []. }
  by []. }
transitivity ((((1 + (exp_ (- (z n))))^-1) - (y n)) / N'%:r).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End eq_sigmoid_bce_.
Print Assumptions eq_sigmoid_bce.

(* eq-slow-squares: Squared error through a sigmoid *)
Section eq_slow_squares_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (hat_y y z : R).
Hypothesis D_y : D y = 0.
Hypothesis D_z : D z = 1.
Variables (exp_ log_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : hat_y = ((1 + (exp_ (- z)))^-1).
Hypothesis nonzero_0 : (1 + (exp_ (- z))) != 0.
Hypothesis nonzero_1 : (1 - ((1 + (exp_ (- z)))^-1)) != 0.
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
Theorem eq_slow_squares :
  (D (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 2)) =
  (2%:r * hat_y * (1 - hat_y) * (D ((- (y * (log_ ((1 + (exp_ (- z)))^-1)))) - ((1 - y) * (log_
    (1 - ((1 + (exp_ (- z)))^-1))))))).
Proof.
rewrite ?given_0.
have E1 : (D (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 2)) = (2%:r * (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))).
{ exact (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ D_y) (dinv (1 + (exp_ (- z))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z)))))). }
rewrite ?E1.
have E3 : (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * (D ((- (y * (log_ ((1 + (exp_ (- z)))^-1)))) - ((1 - y) * (log_ (1 - ((1 + (exp_ (- z)))^-1))))))) = (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))).
{ have E2 : (D ((- (y * (log_ ((1 + (exp_ (- z)))^-1)))) - ((1 - y) * (log_ (1 - ((1 + (exp_ (- z)))^-1)))))) = ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1))))))) :> R.
  { exact (dadd _ _ _ _ (dopp _ _ (dmul_r _ _ _ D_y (dfun _ _ _ _ (log__D ((1 + (exp_ (- z)))^-1) ltac:(nz)) (dinv (1 + (exp_ (- z))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z))))))) (dopp _ _ (dmul_r _ _ _ (dadd_0 _ _ done (dopp0 _ D_y)) (dfun _ _ _ _ (log__D (1 - ((1 + (exp_ (- z)))^-1)) ltac:(nz)) (dadd_r _ _ _ done (dopp _ _ (dinv (1 + (exp_ (- z))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z)))))))))). }
  exact: (f_equal2 *%R (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)) E2). }
rewrite ?E3.
transitivity (2%:r * (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
{ transitivity (2%:r * (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
  { ring. }
  by []. }
transitivity (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))).
{ have E4 : (2%:r * (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)) = (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))) :> R.
  { transitivity (2%:r * (((- y) + ((1 + (exp_ (- z)))^-1)) ^+ 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
    { by []. }
    fieldz. }
  exact: E4. }
symmetry.
transitivity (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))).
{ transitivity (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))).
  { by []. }
  by []. }
transitivity (2%:r / (1 + (exp_ (- z))) * (1 - ((1 + (exp_ (- z)))^-1)) * ((- (y * ((((1 + (exp_ (- z)))^-1)^-1) * ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))) - ((1 - y) * (((1 - ((1 + (exp_ (- z)))^-1))^-1) * (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_slow_squares_.
Print Assumptions eq_slow_squares.

(* eq-slow-squares: The ratio is at most one half *)
Section eq_slow_squares_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (hat_y : R).
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_slow_squares_2 :
  (2%:r * hat_y * (1 - hat_y)) =
  ((2%:r^-1) - (2%:r * ((hat_y - (2%:r^-1)) ^+ 2))).
Proof.
transitivity (2%:r * hat_y * (1 - hat_y)).
{ transitivity (2%:r * hat_y * (1 - hat_y)).
  { by []. }
  by []. }
transitivity (2%:r * hat_y * (1 - hat_y)).
{ exact: (erefl _). }
symmetry.
transitivity ((2%:r^-1) + ((- 1) * 2%:r * ((hat_y - (2%:r^-1)) ^+ 2))).
{ have E1 : (- (2%:r * ((hat_y - (2%:r^-1)) ^+ 2))) = ((- 1) * 2%:r * ((hat_y - (2%:r^-1)) ^+ 2)) :> R.
  { transitivity ((- 1) * 2%:r * ((hat_y - (2%:r^-1)) ^+ 2)).
    { ring. }
    by []. }
  transitivity ((2%:r^-1) + ((- 1) * 2%:r * ((hat_y - (2%:r^-1)) ^+ 2))).
  { exact: (f_equal2 +%R (erefl _) E1). }
  by []. }
transitivity ((2%:r^-1) + ((- 1) * 2%:r * ((hat_y - (2%:r^-1)) ^+ 2))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_slow_squares_2_.
Print Assumptions eq_slow_squares_2.

(* eq-softmax-ce-any: Softmax with cross entropy, any targets *)
Section eq_softmax_ce_any_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (q : int).
Hypothesis K_positive : (0 < K)%N.
Variable p : int -> R.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 q.
Variables (exp_ log_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= q <= (K%:Z - 1).
Hypothesis given_0 : (p q) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))).
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) != 0.
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
Theorem eq_softmax_ce_any :
  (D (- (sumz 0 (K%:Z - 1) (fun k => ((log_ ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_
    (z j)))))) * (t k)))))) =
  (((p q) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))) - (t q)).
Proof.
rewrite ?given_0.
have E1 : (D (- (sumz 0 (K%:Z - 1) (fun k => ((log_ ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k)))))) = (- (sumz 0 (K%:Z - 1) (fun k => (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))))) * (t k))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun k (k_lo : 0 <= k) (k_hi : k <= (K%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (log__D ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) ltac:(nz)) (dmul _ _ _ _ (dfun _ _ _ _ (exp__D (z k)) (D_z k)) (dinv (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) _ ltac:(nz) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (K%:Z - 1)) => (dfun _ _ _ _ (exp__D (z j)) (D_z j))))))) (D_t k))))). }
rewrite ?E1.
transitivity ((sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))).
{ transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun k => (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))))) * (t k))))).
  { ring. }
  have E10 : (sumz 0 (K%:Z - 1) (fun k => (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))))) * (t k)))) = ((sumz 0 (K%:Z - 1) (fun k => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun k => (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))).
    { apply: eq_sumz => k _ _.
      transitivity ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))))) * (t k)).
      { ring. }
      have E6 : ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))))) = (((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))) :> R.
      { have E2 : (((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) = ((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) :> R.
        { transitivity ((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
          { ring. }
          by []. }
        have E5 : ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
        { transitivity ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
          { ring. }
          have E4 : (((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
          { transitivity (((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
            { by []. }
            have E3 : (((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => j _ _.
              ring. }
            exact: E3. }
          transitivity (((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
          { ring. }
          transitivity (((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))).
          { rewrite -?E4; ring. }
          by []. }
        transitivity (((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))).
        { exact: (f_equal2 +%R E2 E5). }
        by []. }
      have E9 : (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * (((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))) = (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))) :> R.
      { transitivity ((((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * ((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) + (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))).
        { ring. }
        have E7 : (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * ((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) = ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) :> R.
        { ring. }
        have E8 : (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: (f_equal2 +%R E7 E8). }
      transitivity (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))))).
      { ring. }
      transitivity (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k)) * (((exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))).
      { exact: (f_equal2 *%R (erefl _) E6). }
      transitivity (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))).
      { rewrite -?E9; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E13 : ((- 1) * ((sumz 0 (K%:Z - 1) (fun k => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))))) = ((sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))) :> R.
  { transitivity (((- 1) * (sumz 0 (K%:Z - 1) (fun k => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))))) + ((- 1) * (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))))).
    { ring. }
    have E11 : ((- 1) * (sumz 0 (K%:Z - 1) (fun k => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))))) = (sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => k _ _.
      ring. }
    have E12 : ((- 1) * (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))) = (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => k _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: (f_equal2 +%R E11 E12). }
  transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun k => (((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * ((((exp_ (z k)) * (kd R k q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z k)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))))) * (t k))))).
  { by []. }
  transitivity ((- 1) * ((sumz 0 (K%:Z - 1) (fun k => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))^-1) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))))).
  { exact: (f_equal2 *%R (erefl _) E10). }
  transitivity ((sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))).
  { rewrite -?E13; ring. }
  by []. }
transitivity (((- 1) * (t q)) + (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k'))))).
{ have E18 : (sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (kd R k q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) = ((- 1) * (t q)) :> R.
  { transitivity ((- 1) / ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t q) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (- 1) / ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t q) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
      { transitivity (sumz 0 (K%:Z - 1) (fun k => (kd R k q) * ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))).
        { apply: eq_sumz => k _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((- 1) / ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t q) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  have E20 : (sumz 0 (K%:Z - 1) (fun k => (sumz 0 (K%:Z - 1) (fun j => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun k => ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))))).
    { transitivity (sumz 0 (K%:Z - 1) (fun k => ((inside R q 0 (K%:Z - 1)) * (- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))))).
      { apply: eq_sumz => k _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun j => (kd R j q) * ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((- 1) / ((exp_ (z k)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k) * (exp_ (z k)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => k ? ?.
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> k' ? ?; cbv beta].
    transitivity ((- 1) / ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (t k') * (exp_ (z k')) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))).
    { by same. }
    have E19 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))).
    { by same. }
    rewrite ?E19.
    fieldz. }
  exact: (f_equal2 +%R E18 E20). }
symmetry.
transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) + ((- 1) * (t q))).
{ have E16 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))) = (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) :> R.
  { transitivity ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))).
    { ring. }
    have E15 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))) = (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) :> R.
    { transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))).
      { by []. }
      have E14 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))) = (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => k' _ _.
        ring. }
      exact: E14. }
    transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))).
    { ring. }
    transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) * (sumz 0 (K%:Z - 1) (fun k' => (t k')))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))).
    { rewrite -?E15; ring. }
    by []. }
  have E17 : (- (t q)) = ((- 1) * (t q)) :> R.
  { transitivity ((- 1) * (t q)).
    { ring. }
    by []. }
  transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) + ((- 1) * (t q))).
  { exact: (f_equal2 +%R E16 E17). }
  by []. }
transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) * (t k')))) + ((- 1) * (t q))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_softmax_ce_any_.
Print Assumptions eq_softmax_ce_any.

(* eq-softmax-ce-gradient: Softmax with cross entropy *)
Section eq_softmax_ce_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (q : int).
Hypothesis K_positive : (0 < K)%N.
Variable p : int -> R.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 q.
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
Hypothesis where_0 : 0 <= q <= (K%:Z - 1).
Hypothesis given_0 : (p q) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))).
Hypothesis given_1 : (sumz 0 (K%:Z - 1) (fun k => (t k))) = 1.
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) != 0.
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
Theorem eq_softmax_ce_gradient :
  (D (- (sumz 0 (K%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_
    (z j)))))) * (t k')))))) =
  ((p q) - (t q)).
Proof.
rewrite ?given_0.
have E6 : (D (- (sumz 0 (K%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))))) = (D (- (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))))).
{ transitivity (D (- (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))))).
  { have E5 : (- (sumz 0 (K%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k'))))) = (- (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k'))))) :> R.
    { transitivity (- (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k'))))).
      { have E4 : (sumz 0 (K%:Z - 1) (fun k' => ((log_ ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))) = (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))) :> R.
        { transitivity (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))).
          { apply: eq_sumz => k' ? ?.
            transitivity (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')).
            { have E3 : (log_ ((exp_ (z k')) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) = ((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
              { transitivity ((log_ (exp_ (z k'))) + (log_ ((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1))).
                { apply: log_mul; nz. }
                transitivity ((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
                { transitivity ((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
                  { have E1 : (log_ (exp_ (z k'))) = (z k') :> R.
                    { transitivity (z k').
                      { exact: log_exp. }
                      by []. }
                    have E2 : (log_ ((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1)) = (- (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
                    { transitivity (- (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
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
have E7 : (D (- (sumz 0 (K%:Z - 1) (fun k' => (((z k') - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) * (t k')))))) = (- (sumz 0 (K%:Z - 1) (fun k' => (((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) * (t k'))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun k' (k'_lo : 0 <= k') (k'_hi : k' <= (K%:Z - 1)) => (dmul_l _ _ _ (dadd _ _ _ _ (D_z k') (dopp _ _ (dfun _ _ _ _ (log__D (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) ltac:(nz)) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (K%:Z - 1)) => (dfun _ _ _ _ (exp__D (z j)) (D_z j))))))) (D_t k'))))). }
rewrite ?E7.
transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))).
{ transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))).
  { transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun k' => (((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) * (t k'))))).
    { ring. }
    have E14 : (sumz 0 (K%:Z - 1) (fun k' => (((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) * (t k')))) = ((sumz 0 (K%:Z - 1) (fun k' => ((t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))) :> R.
    { transitivity (sumz 0 (K%:Z - 1) (fun k' => (((t k') * (kd R k' q)) + (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))).
      { apply: eq_sumz => k' _ _.
        transitivity (((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) * (t k')).
        { by []. }
        have E11 : ((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) = ((kd R k' q) + (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))) :> R.
        { have E10 : (- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) :> R.
          { transitivity ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
            { ring. }
            have E9 : (((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) :> R.
            { transitivity (((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
              { by []. }
              have E8 : (((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) :> R.
              { rewrite sumz_mull; apply: eq_sumz => j _ _.
                ring. }
              exact: E8. }
            transitivity (((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
            { ring. }
            transitivity (((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
            { exact: (f_equal2 *%R (erefl _) (erefl _)). }
            transitivity (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))).
            { rewrite -?E9; ring. }
            by []. }
          transitivity ((kd R k' q) + (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))).
          { exact: (f_equal2 +%R (erefl _) E10). }
          by []. }
        have E13 : ((t k') * ((kd R k' q) + (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))) = (((t k') * (kd R k' q)) + (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))) :> R.
        { transitivity (((t k') * (kd R k' q)) + ((t k') * (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))).
          { ring. }
          have E12 : ((t k') * (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: (f_equal2 +%R (erefl _) E12). }
        transitivity ((t k') * ((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))))).
        { ring. }
        transitivity ((t k') * ((kd R k' q) + (sumz 0 (K%:Z - 1) (fun j => ((- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))).
        { exact: (f_equal2 *%R (erefl _) E11). }
        transitivity (((t k') * (kd R k' q)) + (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))).
        { rewrite -?E13; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E17 : ((- 1) * ((sumz 0 (K%:Z - 1) (fun k' => ((t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))))) = ((sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))) :> R.
    { transitivity (((- 1) * (sumz 0 (K%:Z - 1) (fun k' => ((t k') * (kd R k' q))))) + ((- 1) * (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))))).
      { ring. }
      have E15 : ((- 1) * (sumz 0 (K%:Z - 1) (fun k' => ((t k') * (kd R k' q))))) = (sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => k' _ _.
        ring. }
      have E16 : ((- 1) * (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))) = (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => k' _ _.
        rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: (f_equal2 +%R E15 E16). }
    transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun k' => (((kd R k' q) - (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) * (t k'))))).
    { by []. }
    transitivity ((- 1) * ((sumz 0 (K%:Z - 1) (fun k' => ((t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))))).
    { exact: (f_equal2 *%R (erefl _) E14). }
    transitivity ((sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) + (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q))))))).
    { rewrite -?E17; ring. }
    by []. }
  have E18 : (sumz 0 (K%:Z - 1) (fun k' => (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun j => (sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz => j _ _.
    transitivity (((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)) * (sumz 0 (K%:Z - 1) (fun k => (t k)))).
    { rewrite sumz_mull; apply: eq_sumz => k' _ _.
      ring. }
    transitivity (((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)) * 1).
    { exact: (f_equal2 *%R (erefl _) given_1). }
    ring. }
  exact: (f_equal2 +%R (erefl _) E18). }
transitivity (((- 1) * (t q)) + ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
{ have E20 : (sumz 0 (K%:Z - 1) (fun k' => ((- 1) * (t k') * (kd R k' q)))) = ((- 1) * (t q)) :> R.
  { transitivity ((- 1) * (t q)).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (- 1) * (t q)).
      { transitivity (sumz 0 (K%:Z - 1) (fun k' => (kd R k' q) * ((- 1) * (t k')))).
        { apply: eq_sumz => k' _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((- 1) * (t q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E22 : (sumz 0 (K%:Z - 1) (fun j => ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j)) * (kd R j q)))) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
  { transitivity ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z q))).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z q))).
      { transitivity (sumz 0 (K%:Z - 1) (fun j => (kd R j q) * ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((- 1) * (- 1) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) * (exp_ (z q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E21 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))).
    { by same. }
    rewrite ?E21.
    fieldz. }
  exact: (f_equal2 +%R E20 E22). }
symmetry.
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (t q))).
{ transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (t q))).
  { have E19 : (- (t q)) = ((- 1) * (t q)) :> R.
    { transitivity ((- 1) * (t q)).
      { ring. }
      by []. }
    transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (t q))).
    { exact: (f_equal2 +%R (erefl _) E19). }
    by []. }
  exact: (f_equal2 +%R (erefl _) (erefl _)). }
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((- 1) * (t q))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_softmax_ce_gradient_.
Print Assumptions eq_softmax_ce_gradient.

(* thm-log-softmax: Logarithm of softmax *)
Section thm_log_softmax_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (q : int).
Variables (c : R).
Hypothesis K_positive : (0 < K)%N.
Variable z : int -> R.
Variables (exp_ log_ : R -> R).
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
Hypothesis where_0 : 0 <= q <= (K%:Z - 1).
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j'))))) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_log_softmax :
  (log_ ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) =
  ((- c) - (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j')))))) + (z q)).
Proof.
have E3 : (log_ ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) = ((z q) - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
{ transitivity ((log_ (exp_ (z q))) + (log_ ((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1))).
  { apply: log_mul; nz. }
  transitivity ((z q) - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
  { transitivity ((z q) - (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
    { have E1 : (log_ (exp_ (z q))) = (z q) :> R.
      { transitivity (z q).
        { exact: log_exp. }
        by []. }
      have E2 : (log_ ((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1)) = (- (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
      { transitivity (- (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
        { apply: log_inv; nz. }
        by []. }
      exact: (f_equal2 +%R E1 E2). }
    by []. }
  by []. }
rewrite ?E3.
have E10 : ((- c) - (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j')))))) + (z q)) = ((- c) - ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (z q)).
{ transitivity ((- c) - ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (z q)).
  { have E9 : (- (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j'))))))) = (- ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
    { transitivity (- ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))).
      { have E8 : (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j')))))) = ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) :> R.
        { transitivity (log_ (((exp_ c)^-1) * (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
          { have E5 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ ((- c) + (z j'))))) = (((exp_ c)^-1) * (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
            { transitivity (sumz 0 (K%:Z - 1) (fun j' => (((exp_ c)^-1) * (exp_ (z j'))))).
              { apply: eq_sumz => j' ? ?.
                transitivity ((exp_ (- c)) * (exp_ (z j'))).
                { exact: exp_add. }
                transitivity (((exp_ c)^-1) * (exp_ (z j'))).
                { transitivity (((exp_ c)^-1) * (exp_ (z j'))).
                  { have E4 : (exp_ (- c)) = ((exp_ c)^-1) :> R.
                    { transitivity ((exp_ c)^-1).
                      { exact: exp_opp. }
                      by []. }
                    exact: (f_equal2 *%R E4 (erefl _)). }
                  by []. }
                by []. }
              transitivity (((exp_ c)^-1) * (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))).
              { symmetry.
                rewrite sumz_mull; apply: eq_sumz => j' _ _.
                ring. }
              by []. }
            exact: (f_equal log_ E5). }
          transitivity ((log_ ((exp_ c)^-1)) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
          { apply: log_mul; nz. }
          transitivity ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
          { transitivity ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
            { have E7 : (log_ ((exp_ c)^-1)) = (- c) :> R.
              { transitivity (- (log_ (exp_ c))).
                { apply: log_inv; nz. }
                transitivity (- c).
                { transitivity (- c).
                  { have E6 : (log_ (exp_ c)) = c :> R.
                    { transitivity c.
                      { exact: log_exp. }
                      by []. }
                    exact: (f_equal -%R E6). }
                  by []. }
                by []. }
              exact: (f_equal2 +%R E7 (erefl _)). }
            by []. }
          by []. }
        exact: (f_equal -%R E8). }
      by []. }
    exact: (f_equal2 +%R (f_equal2 +%R (erefl _) E9) (erefl _)). }
  by []. }
rewrite ?E10.
transitivity ((z q) + ((- 1) * (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))).
{ have E11 : (- (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) = ((- 1) * (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) :> R.
  { transitivity ((- 1) * (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
    { ring. }
    by []. }
  transitivity ((z q) + ((- 1) * (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))).
  { exact: (f_equal2 +%R (erefl _) E11). }
  by []. }
transitivity ((z q) + ((- 1) * (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((- 1) * c) + ((- 1) * ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) + (z q)).
{ have E12 : (- c) = ((- 1) * c) :> R.
  { transitivity ((- 1) * c).
    { ring. }
    by []. }
  have E13 : (- ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) = ((- 1) * ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
  { transitivity ((- 1) * ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))).
    { ring. }
    by []. }
  transitivity (((- 1) * c) + ((- 1) * ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) + (z q)).
  { exact: (f_equal2 +%R (f_equal2 +%R E12 E13) (erefl _)). }
  by []. }
transitivity (((- 1) * c) + ((- 1) * ((- c) + (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) + (z q)).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
have E14 : (log_ (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) = (log_ (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))).
{ apply: (f_equal log_).
  by same. }
rewrite ?E14.
fieldz.
Qed.
End thm_log_softmax_.
Print Assumptions thm_log_softmax.
