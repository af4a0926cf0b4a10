(* The hypotheses of the certificates hold together: polynomials, with their derivative for D. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Sums.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Polynomials.
Let R := [comRingType of {poly rat}].
Let D : R -> R := fun a => deriv a.

Lemma D_add a b : D (a + b) = D a + D b.
Proof. exact: derivD. Qed.

Lemma D_mul a b : D (a * b) = D a * b + a * D b.
Proof. exact: derivM. Qed.

(* the array that is differentiated by, and one that is not *)
Variable p : int.
Definition w (i : int) : R := if i == p then 'X else 0.
Definition x (i : int) : R := i%:~R.

Lemma D_w i : D (w i) = kd R i p.
Proof. by rewrite /w /kd /D; case: eqP => _; rewrite ?derivX ?deriv0. Qed.

Lemma D_x i : D (x i) = 0.
Proof. exact: (D_int D_add D_mul). Qed.

(* an activation that is not linear: the square *)
Definition f (a : R) : R := a ^+ 2.
Definition f' (a : R) : R := 2%:R * a.

Lemma f_D a : D (f a) = f' a * D a.
Proof. by rewrite /f (dpow (D := D) D_mul 1 (erefl (D a))) expr1. Qed.
End Polynomials.

(* All of them at once, as a theorem about a ring supposes them. *)
Theorem ring_hypotheses_hold_together (p : int) :
  exists (R : comRingType) (D : R -> R) (w x : int -> R) (f f' : R -> R),
    (forall a b, D (a + b) = D a + D b) /\
    (forall a b, D (a * b) = D a * b + a * D b) /\
    (forall i, D (w i) = kd R i p) /\ (forall i, D (x i) = 0) /\
    (forall a, D (f a) = f' a * D a) /\ w p <> 0.
Proof.
exists [comRingType of {poly rat}], (fun a => deriv a), (w p), x, f, f'.
split; first exact: D_add. split; first exact: D_mul.
split; first exact: D_w. split; first exact: D_x.
split; first exact: f_D.
by rewrite /w eqxx; apply/eqP; rewrite polyX_eq0.
Qed.
Print Assumptions ring_hypotheses_hold_together.
