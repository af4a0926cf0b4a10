From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-layer-operations: Operations of a layer *)
Section eq_layer_operations_.
Variable R : comRingType.
Variables (C F' N' O_h O_w k_h k_w : nat).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Theorem eq_layer_operations :
  (6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun
    i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c
    => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) =
  (6%:R * C%:R * F'%:R * N'%:R * O_h%:R * O_w%:R * k_h%:R * k_w%:R) :> R.
Proof.
transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
{ transitivity ((6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) : R).
  { by []. }
  have E2 : (6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) :> R.
  { transitivity ((6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) : R).
    { by []. }
    have E1 : (6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => q _ _.
      rewrite sumz_mull; apply: eq_sumz => p _ _.
      rewrite sumz_mull; apply: eq_sumz => c _ _.
      rewrite sumz_mull; apply: eq_sumz => f _ _.
      ring. }
    exact: E1. }
  transitivity ((6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) : R).
  { by []. }
  transitivity ((6%:R * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 1))))))))))))))) : R).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
  { rewrite -?E2; ring. }
  by []. }
transitivity ((F'%:R * C%:R * k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R) : R).
{ have E3 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) = (F'%:R * C%:R * k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R) :> R.
  { transitivity ((sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
    { by []. }
    transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (N'%:R * 6%:R))))))))))))) : R).
    { transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
      { exact: sumz_exchange. }
      transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
      { apply: eq_sumz => j _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (F'%:Z - 1) (fun f => 6%:R)))))))))))))) : R).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (N'%:Z - 1) (fun n => 6%:R)))))))))))))) : R).
      { apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        apply: eq_sumz => c _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => j _ _.
      apply: eq_sumz => i _ _.
      apply: eq_sumz => q _ _.
      apply: eq_sumz => p _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (O_w%:R * N'%:R * 6%:R))))))))))) : R).
    { transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (N'%:R * 6%:R))))))))))))) : R).
      { exact: sumz_exchange. }
      transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (N'%:R * 6%:R))))))))))))) : R).
      { apply: eq_sumz => i _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (N'%:R * 6%:R))))))))))))) : R).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (F'%:Z - 1) (fun f => (N'%:R * 6%:R))))))))))))) : R).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (O_w%:Z - 1) (fun j => (N'%:R * 6%:R))))))))))))) : R).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        apply: eq_sumz => c _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => i _ _.
      apply: eq_sumz => q _ _.
      apply: eq_sumz => p _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (O_w%:Z - 1) - 0 + 1 = O_w%:Z); last by lia.
      rewrite -[(O_w%:Z)%:~R]/(O_w%:R).
      ring. }
    transitivity ((sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (O_h%:R * O_w%:R * N'%:R * 6%:R))))))))) : R).
    { transitivity ((sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (O_w%:R * N'%:R * 6%:R))))))))))) : R).
      { exact: sumz_exchange. }
      transitivity ((sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (O_w%:R * N'%:R * 6%:R))))))))))) : R).
      { apply: eq_sumz => q _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (O_w%:R * N'%:R * 6%:R))))))))))) : R).
      { apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (O_h%:Z - 1) (fun i => (O_w%:R * N'%:R * 6%:R))))))))))) : R).
      { apply: eq_sumz => q _ _.
        apply: eq_sumz => p _ _.
        apply: eq_sumz => c _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => q _ _.
      apply: eq_sumz => p _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (O_h%:Z - 1) - 0 + 1 = O_h%:Z); last by lia.
      rewrite -[(O_h%:Z)%:~R]/(O_h%:R).
      ring. }
    transitivity ((sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))))))) : R).
    { transitivity ((sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (O_h%:R * O_w%:R * N'%:R * 6%:R))))))))) : R).
      { exact: sumz_exchange. }
      transitivity ((sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_w%:Z - 1) (fun q => (sumz 0 (F'%:Z - 1) (fun f => (O_h%:R * O_w%:R * N'%:R * 6%:R))))))))) : R).
      { apply: eq_sumz => p _ _.
        exact: sumz_exchange. }
      transitivity ((sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun q => (O_h%:R * O_w%:R * N'%:R * 6%:R))))))))) : R).
      { apply: eq_sumz => p _ _.
        apply: eq_sumz => c _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => p _ _.
      apply: eq_sumz => c _ _.
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (k_w%:Z - 1) - 0 + 1 = k_w%:Z); last by lia.
      rewrite -[(k_w%:Z)%:~R]/(k_w%:R).
      ring. }
    transitivity ((sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))))) : R).
    { transitivity ((sumz 0 (C%:Z - 1) (fun c => (sumz 0 (k_h%:Z - 1) (fun p => (sumz 0 (F'%:Z - 1) (fun f => (k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))))))) : R).
      { exact: sumz_exchange. }
      transitivity ((sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_h%:Z - 1) (fun p => (k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))))))) : R).
      { apply: eq_sumz => c _ _.
        exact: sumz_exchange. }
      apply: eq_sumz => c _ _.
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (k_h%:Z - 1) - 0 + 1 = k_h%:Z); last by lia.
      rewrite -[(k_h%:Z)%:~R]/(k_h%:R).
      ring. }
    transitivity ((sumz 0 (F'%:Z - 1) (fun f => (C%:R * k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))) : R).
    { transitivity ((sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (C%:Z - 1) (fun c => (k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R))))) : R).
      { exact: sumz_exchange. }
      apply: eq_sumz => f _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (C%:Z - 1) - 0 + 1 = C%:Z); last by lia.
      rewrite -[(C%:Z)%:~R]/(C%:R).
      ring. }
    transitivity ((F'%:R * C%:R * k_h%:R * k_w%:R * O_h%:R * O_w%:R * N'%:R * 6%:R) : R).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (F'%:Z - 1) - 0 + 1 = F'%:Z); last by lia.
      rewrite -[(F'%:Z)%:~R]/(F'%:R).
      ring. }
    by []. }
  exact: E3. }
symmetry.
transitivity ((6%:R * C%:R * F'%:R * N'%:R * O_h%:R * O_w%:R * k_h%:R * k_w%:R) : R).
{ transitivity ((6%:R * C%:R * F'%:R * N'%:R * O_h%:R * O_w%:R * k_h%:R * k_w%:R) : R).
  { by []. }
  by []. }
transitivity ((6%:R * C%:R * F'%:R * N'%:R * O_h%:R * O_w%:R * k_h%:R * k_w%:R) : R).
{ exact: (erefl _). }
symmetry.
ring.
Qed.
End eq_layer_operations_.
Print Assumptions eq_layer_operations.
